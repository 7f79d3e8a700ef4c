package org.dawra.followup;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every few minutes whose list is due. A headless year sends none: its days are not days. */
@Component
@ConditionalOnProperty(name = "dawra.followup.digests", havingValue = "true", matchIfMissing = true)
class RegularDigests {

    private final Digests digests;

    RegularDigests(Digests digests) {
        this.digests = digests;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void plan() {
        digests.planThoseDue();
    }
}
