package org.dawra.fault;

/** What goes wrong. */
enum Fault {
    /** Killed when all certificates are planned and nothing is committed. */
    IN_PLAN(Mark.IN_PLAN),
    /** Killed when a chunk's papers are written and its rows not yet moved on. */
    MID_CHUNK(Mark.MID_CHUNK),
    /** Killed when a chunk is done and about to be committed. */
    CHUNK_UNCOMMITTED(Mark.CHUNK_UNCOMMITTED),
    /** Killed when a chunk has just been committed. */
    CHUNK_COMMITTED(Mark.CHUNK_COMMITTED),
    /** Killed when a print file is made and not committed. */
    IN_PRINT(Mark.IN_PRINT),
    /** Killed when messages are claimed and none is sent. */
    AFTER_CLAIM(Mark.CLAIMED),
    /** Killed while the mail server reads a message. */
    IN_DATA,
    /** Killed when the mail server has said 250 and nothing of it is committed. */
    AFTER_250,
    /** Killed when the mail server has said 250 and that has just been committed. */
    AFTER_SENT,
    /** Killed at any moment, and once more while it recovers. */
    ANY_MOMENT,
    /** No mail server. */
    SMTP_DOWN,
    /** A mail server that speaks by the byte, and at times says nothing for longer than one waits. */
    SMTP_SLOW,
    /** A mail server that answers 421, 450, 452 and 550 to some. */
    SMTP_REFUSES,
    /** A mail server that refuses everybody once, for now. */
    SMTP_GREYLISTS,
    /** A mail server that is gone after the final dot; it may have taken the message or not. */
    SMTP_DROPS_AFTER_DOT,
    /** A mail server that is gone at QUIT. */
    SMTP_DROPS_AT_QUIT,
    /** The database stops at once in the middle of a chunk, and comes back. */
    DATABASE_STOPS_IN_CHUNK(Mark.MID_CHUNK),
    /** The database stops at once when the mail server has said 250, and comes back. */
    DATABASE_STOPS_AFTER_250,
    /** No file can grow any more. */
    DISK_FULL,
    /** A mail server that does all of this by turns, while the application is killed twice. */
    STORM,
    /** Killed while it starts for the first time. */
    FIRST_START;

    private final Mark mark;

    Fault() {
        this(null);
    }

    Fault(Mark mark) {
        this.mark = mark;
    }

    /** Whether the application lives on. */
    boolean isSurvived() {
        return switch (this) {
            case SMTP_DOWN,
                    SMTP_SLOW,
                    SMTP_REFUSES,
                    SMTP_GREYLISTS,
                    SMTP_DROPS_AFTER_DOT,
                    SMTP_DROPS_AT_QUIT,
                    DATABASE_STOPS_IN_CHUNK,
                    DATABASE_STOPS_AFTER_250,
                    DISK_FULL -> true;
            default -> false;
        };
    }

    /** Where the application stands still when it happens; null when it is not the application's own doing. */
    Mark mark() {
        return mark;
    }
}
