package org.dawra.fault;

import java.util.Locale;
import java.util.regex.Pattern;

/** A place in the application's work at which it can be made to stand still, told by what it says to its database. */
enum Mark {
    /** All certificates are planned, nothing is committed. */
    IN_PLAN("insert into certificate \\(", Moment.EXECUTED),
    /** A chunk's papers are written, its rows not yet moved on. */
    MID_CHUNK("insert into document ", Moment.EXECUTED),
    /** A chunk is done, papers, rows and messages, and about to be committed. */
    CHUNK_UNCOMMITTED("update certificate set state = 'ISSUED'", Moment.COMMITTING),
    /** A chunk has just been committed. */
    CHUNK_COMMITTED("update certificate set state = 'ISSUED'", Moment.COMMITTED),
    /** A print file is made, not committed. */
    IN_PRINT("insert into certificate_print", Moment.EXECUTED),
    /** Messages are claimed, none is sent. */
    CLAIMED("update outbox set state = 'SENDING'", Moment.COMMITTED),
    /** What became of an attempt is about to be written. */
    SETTLING("update outbox set state = \\?", Moment.EXECUTED),
    /** What became of an attempt has just been committed. */
    SETTLED("update outbox set state = \\?", Moment.COMMITTED);

    /** When, seen from the statement that gives the place away. */
    enum Moment {
        EXECUTED,
        COMMITTING,
        COMMITTED
    }

    private final Pattern statement;
    private final Moment moment;

    Mark(String statement, Moment moment) {
        this.statement = Pattern.compile("\\s*" + statement.toLowerCase(Locale.ROOT) + ".*", Pattern.DOTALL);
        this.moment = moment;
    }

    boolean isAt(Moment now, String sql) {
        return now == moment && statement.matcher(sql.toLowerCase(Locale.ROOT)).matches();
    }
}
