package org.dawra.mail;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt to send ended.
 *
 * @param status the server's three-digit answer, when it gave one; nothing else of what it says of a message is kept
 * @param refusal what it says of the sender, when it refuses that
 */
record Outcome(
        Kind kind, @Nullable Integer status, @Nullable Refusal refusal) {

    Outcome(Kind kind, @Nullable Integer status) {
        this(kind, status, null);
    }

    enum Kind {
        /** 250 after DATA, or the file is written. Whatever happens afterwards, QUIT included, changes nothing. */
        ACCEPTED,
        /** 4xx, or it cannot be made just now. */
        REFUSED_FOR_NOW,
        /** 5xx. */
        REFUSED,
        /** The connection died before the final dot: nothing has been sent. */
        UNREACHABLE,
        /**
         * There was no connection at all, no room for the file, or nothing is taken from our sender: not this message's
         * fault, and it was not tried.
         */
        NO_LINE,
        /** The connection died after the final dot: it may have arrived. */
        UNCERTAIN
    }

    /** RFC 5321: the service closes the transmission channel. */
    static final int CLOSING = 421;

    /** Whether the server wants to hear nothing more just now, rather than nothing of this message. */
    boolean isClosing() {
        return status != null && status == CLOSING;
    }

    static Outcome accepted() {
        return new Outcome(Kind.ACCEPTED, 250);
    }

    static Outcome unreachable() {
        return new Outcome(Kind.UNREACHABLE, null);
    }

    static Outcome noLine() {
        return new Outcome(Kind.NO_LINE, null);
    }

    /** The server is there, and takes nothing from our sender or without another login. */
    static Outcome refusedSender(Refusal refusal) {
        return new Outcome(Kind.NO_LINE, refusal.status(), refusal);
    }

    /** A fault of ours, with this one message: it is tried again, and must not stand in the way of others. */
    static Outcome unsendable() {
        return new Outcome(Kind.REFUSED_FOR_NOW, null);
    }

    static Outcome uncertain() {
        return new Outcome(Kind.UNCERTAIN, null);
    }

    static Outcome answered(int status) {
        return new Outcome(status >= 500 ? Kind.REFUSED : Kind.REFUSED_FOR_NOW, status);
    }
}
