package org.dawra.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dawra.document.SealCheck;
import org.dawra.document.Verification;
import org.jspecify.annotations.Nullable;

/**
 * The answer for programs, the same about a code, a fingerprint and a file; see {@code docs/verification.md}. What is not
 * known is left out.
 *
 * @param state {@code GENUINE, REVOKED, REPLACED, ERASED, ALTERED, APPENDED, TRUNCATED, SEALED, FOREIGN, UNSEALED, NOT_PDF,
 *     UNKNOWN, TOO_LARGE, BUSY, MISSING} or {@code LIMITED}
 * @param sample whether the paper is a trial one, of no effect
 * @param facts what it is, in the reader's language
 * @param changedOn the day on which it was revoked or replaced
 * @param reason why it was revoked, for everybody to read
 * @param replacedBy number of the version that stands in its place
 * @param sealedAt the time the file's seal claims
 * @param timeStamp the stamp on the file's seal; left out where it bears none
 * @param retryAfter seconds to wait before the next question
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerificationAnswer(
        String state,
        boolean sample,
        @Nullable String title,
        List<Verification.Fact> facts,
        @Nullable LocalDate changedOn,
        @Nullable String reason,
        @Nullable Integer replacedBy,
        @Nullable Instant sealedAt,
        @Nullable Stamp timeStamp,
        @Nullable Long retryAfter) {

    /** A time stamp: where it is sound, the time and the authority that attests it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stamp(
            boolean sound, @Nullable Instant at, @Nullable String authority) {}

    static VerificationAnswer of(Verification known) {
        return of(known.state().name(), known.sample(), known, null);
    }

    static VerificationAnswer of(VerificationDesk.FileAnswer file) {
        var known = file.document();
        var state = file.state() == VerificationDesk.FileState.KNOWN && known != null
                ? known.state().name()
                : file.state().name();
        return of(state, file.sample(), known, file.seal());
    }

    static VerificationAnswer unknown() {
        return of("UNKNOWN", false, null, null);
    }

    /** Neither a file nor a fingerprint was given. */
    static VerificationAnswer missing() {
        return of("MISSING", false, null, null);
    }

    static VerificationAnswer limited(long seconds) {
        return new VerificationAnswer("LIMITED", false, null, List.of(), null, null, null, null, null, seconds);
    }

    private static VerificationAnswer of(
            String state, boolean sample, @Nullable Verification known, @Nullable SealCheck seal) {
        var stamp = seal == null ? null : seal.stamp();
        var change = known == null ? null : known.change();
        return new VerificationAnswer(
                state,
                sample,
                known == null ? null : known.title(),
                known == null ? List.of() : known.facts(),
                change == null ? null : change.on(),
                change == null ? null : change.reason(),
                change == null || change.version() == 0 ? null : change.version(),
                seal == null ? null : seal.at(),
                stamp == null ? null : new Stamp(stamp.isSound(), stamp.at(), stamp.authority()),
                null);
    }
}
