package org.dawra.overview;

import java.util.List;
import java.util.function.Predicate;
import org.dawra.engine.Fault;

/**
 * What kind of thing made a step fail, so far as the exceptions' classes tell. Asked in this order; each has its own words
 * about why, and about what to do.
 */
enum FailureKind {
    /** A real cycle would issue papers that lead to no address. */
    PUBLIC_URL(fault -> named(fault, "org.dawra.web.PublicUrl$Unset")),
    /** The key that papers are sealed with cannot be read or used. */
    SEAL_KEY(fault -> !fault.frames().isEmpty() && any(fault, "org.dawra.document.SealKey.")),
    /** The authority that attests the time of seals gives no stamp. */
    TIME_STAMP(fault -> named(fault, "org.dawra.document.Seal$Unstamped")),
    /** Two things were done to one row at the same moment. */
    LOST_UPDATE(fault -> fault.causes().stream()
            .anyMatch(cause -> cause.matches(".*(OptimisticLocking|ConcurrencyFailure|CannotAcquireLock|"
                    + "PessimisticLocking|DeadlockLoser|CannotSerializeTransaction)\\w*"))),
    /** The database does not answer, or refuses. */
    DATABASE(fault -> caused(
            fault,
            "java.sql.",
            "org.h2.",
            "org.postgresql.",
            "com.zaxxer.hikari.",
            "org.springframework.dao.",
            "org.springframework.jdbc.",
            "org.springframework.transaction.",
            "org.apache.ibatis.")),
    /** A message cannot be composed. */
    MAIL(fault -> caused(fault, "jakarta.mail.", "org.springframework.mail.") || begins(fault, "org.dawra.mail.")),
    /** The machine: disk, memory, files. */
    MACHINE(fault -> caused(
            fault,
            "java.io.",
            "java.nio.",
            "java.lang.OutOfMemoryError",
            "java.lang.StackOverflowError",
            "java.util.concurrent.RejectedExecution")),
    /** A paper cannot be laid out or sealed. */
    DOCUMENT(fault -> begins(fault, "org.dawra.document.")),
    /** The program stopped itself: something that a rule asks for is missing. */
    RULE(fault -> named(fault, "org.dawra.engine.Refused")
            || List.of("java.lang.IllegalStateException", "java.util.NoSuchElementException")
                            .contains(fault.root())
                    && !fault.frames().isEmpty()),
    /** Anything else: a fault of the program or of a model. */
    OTHER(fault -> true);

    private final Predicate<Fault> test;

    FailureKind(Predicate<Fault> test) {
        this.test = test;
    }

    static FailureKind of(Fault fault) {
        return List.of(values()).stream()
                .filter(kind -> kind.test.test(fault))
                .findFirst()
                .orElse(OTHER);
    }

    private static boolean named(Fault fault, String cause) {
        return fault.causes().contains(cause);
    }

    private static boolean caused(Fault fault, String... packages) {
        return fault.causes().stream()
                .anyMatch(cause -> List.of(packages).stream().anyMatch(cause::startsWith));
    }

    private static boolean any(Fault fault, String type) {
        return fault.frames().stream().anyMatch(frame -> frame.startsWith(type));
    }

    /** Whether it went wrong in this module: its line is the first of ours. */
    private static boolean begins(Fault fault, String module) {
        return !fault.frames().isEmpty() && fault.frames().get(0).startsWith(module);
    }
}
