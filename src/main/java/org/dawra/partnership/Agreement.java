package org.dawra.partnership;

import java.time.Instant;
import java.time.LocalDate;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Signing;
import org.jspecify.annotations.Nullable;

/** An agreement. Its state only ever changes through {@link #become}. */
record Agreement(
        long id,
        CycleId cycle,
        AgreementKind kind,
        String code,
        AgreementState state,
        Instant since,
        Signing usualSigning,
        @Nullable Signing signing,
        boolean sample,
        @Nullable Instant expiresAt,
        @Nullable Long finalDocument,
        @Nullable LocalDate signedOn) {

    /** The business key of its process. */
    String key() {
        return Long.toString(id);
    }

    /** The subject in the audit trail. */
    String subject() {
        return "agreement:" + id;
    }

    /** What its messages settle as one group, and the beginning of their purposes. */
    String purpose() {
        return subject();
    }

    /** The agreement in its next state. Throws {@link IllegalStateException} where no way leads there. */
    Agreement become(AgreementState next, Instant at) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException(subject() + " is " + state + " and cannot become " + next);
        }
        return new Agreement(
                id, cycle, kind, code, next, at, usualSigning, signing, sample, expiresAt, finalDocument, signedOn);
    }

    Agreement signedBy(Signing way) {
        return new Agreement(
                id, cycle, kind, code, state, since, usualSigning, way, sample, expiresAt, finalDocument, signedOn);
    }
}
