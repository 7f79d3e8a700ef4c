package org.dawra.mail;

import org.springframework.stereotype.Component;

/** How many messages did not reach anybody, or perhaps did not. */
@Component
public class Undelivered {

    private final OutboxRows rows;

    Undelivered(OutboxRows rows) {
        this.rows = rows;
    }

    /** Messages that were refused, or could not be sent in time. */
    public long failed() {
        return rows.count(MessageState.FAILED, null);
    }

    /** Messages of which nobody knows whether they arrived. */
    public long unknown() {
        return rows.count(MessageState.UNKNOWN, null);
    }
}
