package org.dawra.audit;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals about every second, and once more when the node goes down. */
@Component
@ConditionalOnProperty(name = "dawra.audit.seal", havingValue = "true", matchIfMissing = true)
class RegularSealing {

    private final Sealer sealer;
    private final KeptHead kept;

    RegularSealing(Sealer sealer, @Value("${dawra.data-dir:data}") Path dataFolder) {
        this.sealer = sealer;
        this.kept = new KeptHead(dataFolder);
    }

    @Scheduled(initialDelay = 800, fixedDelay = 800)
    void seal() throws IOException {
        sealer.sealAll();
        kept.note(sealer.head(), System.nanoTime());
    }

    @PreDestroy
    void sealTheLast() throws IOException {
        sealer.sealAll();
        kept.keep(sealer.head());
    }
}
