package org.dawra.mail;

import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes note of messages that came back: they have not reached anybody, and somebody is to call. */
@Component
class Bounces {

    private final OutboxRows rows;
    private final Composer composer;
    private final Settlements settlements;

    Bounces(OutboxRows rows, Composer composer, Settlements settlements) {
        this.rows = rows;
        this.composer = composer;
        this.settlements = settlements;
    }

    /** Answers whether the report is about a message of ours. The same report again changes nothing. */
    @Transactional
    public boolean take(Bounce bounce) {
        var ours = false;
        for (var messageId : Stream.concat(
                        bounce.messageIds().stream(), bounce.tags().stream().map(composer::messageId))
                .distinct()
                .toList()) {
            var group = rows.groupOfMessage(messageId).orElse(null);
            if (group != null) {
                ours = true;
                if (bounce.given() && rows.bounced(messageId, bounce.status())) {
                    settlements.lookAfterCommit(group);
                }
            }
        }
        return ours;
    }
}
