package org.dawra.partnership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One text laid before the parties; {@code sealed} is null until its file exists. */
record AgreementVersion(
        long id,
        long agreement,
        int number,
        AgreementContent content,
        @Nullable Sealed sealed) {

    /** The sealed file of a version. */
    record Sealed(long document, String sha256, Instant at, Instant reviewDue) {}

    Sealed seal() {
        if (sealed == null) {
            throw new IllegalStateException("agreement:" + agreement + " version " + number + " is not sealed");
        }
        return sealed;
    }
}
