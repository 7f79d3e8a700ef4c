package org.dawra.mail;

import java.util.Map;
import java.util.Set;
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

    /** Lines on these lists that wait for a call, since mail did not reach the person or came back, however late. */
    public long waiting(Set<String> lists) {
        return rows.undeliveredByList().entrySet().stream()
                .filter(list -> lists.contains(list.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Messages of which nobody knows whether they arrived. */
    public long unknown() {
        return rows.count(MessageState.UNKNOWN, null);
    }
}
