package org.dawra.mail;

import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells when a group has settled. It is told by the dispatcher's thread between two transactions: whoever listens writes,
 * and what is written while another transaction is ending would be lost. A group forgotten in a crash is no harm, for every
 * wait recounts by itself after a while.
 */
@Component
class Settlements {

    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);

    private final OutboxRows rows;
    private final ApplicationEventPublisher events;
    private final Set<String> touched = new LinkedHashSet<>();

    Settlements(OutboxRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    /** A message of the group has settled in the running transaction, or just now without one. */
    void lookAfterCommit(String group) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    touch(group);
                }
            });
        } else {
            touch(group);
        }
    }

    private synchronized void touch(String group) {
        touched.add(group);
    }

    private synchronized Set<String> take() {
        var taken = Set.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** Publishes {@link MailSettled} for the groups touched since the last time that have settled. */
    void tell() {
        for (var group : take()) {
            if (rows.isSettled(group)) {
                try {
                    events.publishEvent(new MailSettled(group));
                } catch (RuntimeException e) {
                    // A listener's fault is not the mail's: its process recounts by timer.
                    LOG.warn("Nobody could be told that group {} has settled", group, e);
                }
            }
        }
    }
}
