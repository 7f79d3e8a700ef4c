package org.dawra.overview;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Seal;
import org.dawra.document.SealCheck;
import org.dawra.document.StoredDocument;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds what is known of a paper, by its code, its fingerprint or its bytes. Only reads. */
@Service
class VerificationDesk {

    /** Longer than a code in any spelling, an address around it included. */
    private static final int LONGEST_TYPED = 400;

    private final List<Verifiable> verifiables;
    private final Seal seal;
    private final DocumentStore store;

    VerificationDesk(List<Verifiable> verifiables, Seal seal, DocumentStore store) {
        this.verifiables = List.copyOf(verifiables);
        this.seal = seal;
        this.store = store;
    }

    /** What is to be said of a file that its fingerprint alone does not tell. */
    enum FileState {
        /** One of ours, and its own module tells the rest. */
        KNOWN,
        /** Our seal holds, but the file is not in the register. */
        SEALED,
        ALTERED,
        APPENDED,
        TRUNCATED,
        FOREIGN,
        /** A PDF that bears no seal. */
        UNSEALED,
        NOT_PDF,
        /** Only the fingerprint was given, and it is none of ours. */
        UNKNOWN,
        TOO_LARGE,
        /** Too many files are being looked at. */
        BUSY
    }

    /**
     * The answer about a file.
     *
     * @param document what its module tells; for an appended file, of what it was before; null where nobody knows it
     * @param seal what the seal tells; null where it was not looked at, or is kept no more
     */
    record FileAnswer(
            FileState state,
            @Nullable Verification document,
            @Nullable SealCheck seal) {

        static FileAnswer of(FileState state) {
            return new FileAnswer(state, null, null);
        }

        /** Whether the paper is a trial one, by whatever tells so. */
        public boolean sample() {
            return (document != null && document.sample()) || (seal != null && seal.sample());
        }
    }

    /**
     * What is known of a code. Every module is asked about every code, known or not, sound or not: the answer's time tells
     * nothing but how much is said.
     */
    Optional<Verification> code(String typed, Locale locale) {
        var code = Codes.canonical(typed.substring(0, Math.min(typed.length(), LONGEST_TYPED)));
        Optional<Verification> found = Optional.empty();
        for (var verifiable : verifiables) {
            var answer = verifiable.verify(code, locale);
            found = found.isPresent() ? found : answer;
        }
        return found;
    }

    /** What is known of the file with this fingerprint. */
    Optional<FileAnswer> fingerprint(String sha256, Locale locale) {
        return document(sha256, locale).map(known -> new FileAnswer(FileState.KNOWN, known, sealOf(sha256)));
    }

    /** What a file's seal tells; for one whose fingerprint nobody knows. */
    FileAnswer seal(byte[] bytes, Locale locale) {
        var check = seal.check(bytes);
        var state = switch (check.verdict()) {
            case VALID -> FileState.SEALED;
            case ALTERED -> FileState.ALTERED;
            case APPENDED -> FileState.APPENDED;
            case TRUNCATED -> FileState.TRUNCATED;
            case FOREIGN -> FileState.FOREIGN;
            case NONE -> FileState.UNSEALED;
            case NOT_PDF -> FileState.NOT_PDF;
        };
        var before = state == FileState.APPENDED
                ? document(Codes.sha256(Arrays.copyOf(bytes, (int) check.covered())), locale)
                        .orElse(null)
                : null;
        return new FileAnswer(state, before, check);
    }

    private @Nullable SealCheck sealOf(String sha256) {
        return store.idOf(sha256)
                .flatMap(store::find)
                .flatMap(kept -> Optional.ofNullable(kept.bytes()))
                .map(seal::check)
                .orElse(null);
    }

    /** A document that no module answers for, as a scan that somebody sent in, is none that we have issued. */
    private Optional<Verification> document(String sha256, Locale locale) {
        return store.idOf(sha256)
                .flatMap(id -> verifiables.stream()
                        .map(verifiable -> verifiable.verifyDocument(id, locale))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(known -> erased(id, known)));
    }

    private Verification erased(long id, Verification known) {
        var gone = known.state() == Verification.State.GENUINE
                && store.find(id)
                        .filter(kept -> kept.state() == StoredDocument.State.ERASED)
                        .isPresent();
        return gone ? new Verification(Verification.State.ERASED, known.sample(), known.title(), List.of()) : known;
    }
}
