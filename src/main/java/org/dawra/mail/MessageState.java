package org.dawra.mail;

/** Where a message stands. */
public enum MessageState {
    /** Decided, not yet taken by a dispatcher or, without an address, not yet handed over. */
    PLANNED,
    /** A dispatcher has a lease on it. */
    SENDING,
    /** The server answered 250 after DATA, or the file was written. */
    SENT,
    /** Refused for now; will be tried again. */
    RETRY,
    /** Refused for good. */
    FAILED,
    /** The connection died after the final dot, or a lease ran out while sending: it may have arrived. */
    UNKNOWN,
    /** Handed over by a person. */
    HANDED;

    /** Whether nothing more happens to it by itself. */
    public boolean isFinal() {
        return this == SENT || this == FAILED || this == UNKNOWN || this == HANDED;
    }
}
