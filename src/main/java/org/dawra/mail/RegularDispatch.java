package org.dawra.mail;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Empties the outbox every two seconds. A slow mail server keeps one of the scheduler's threads waiting, and no other. */
@Component
@ConditionalOnProperty(name = "dawra.mail.dispatch", havingValue = "true", matchIfMissing = true)
class RegularDispatch {

    private final Dispatcher dispatcher;
    private final RestoreWatch restores;

    RegularDispatch(Dispatcher dispatcher, RestoreWatch restores) {
        this.dispatcher = dispatcher;
        this.restores = restores;
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
    void dispatch() {
        restores.beat(dispatcher.drain() > 0);
    }
}
