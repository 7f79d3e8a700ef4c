package org.dawra.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Seals every second on a thread of its own, and once more when the node goes down. */
@Component
@ConditionalOnProperty(name = "dawra.audit.seal", havingValue = "true", matchIfMissing = true)
class SealerThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SealerThread.class);
    private static final long PAUSE_MILLIS = 800;

    private final Sealer sealer;
    private final KeptHead kept;
    private @Nullable ScheduledExecutorService thread;

    SealerThread(Sealer sealer, @Value("${dawra.data-dir:data}") Path dataFolder) {
        this.sealer = sealer;
        this.kept = new KeptHead(dataFolder);
    }

    @Override
    public synchronized void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var named = new Thread(work, "audit-sealer");
            named.setDaemon(true);
            return named;
        });
        var unused = started.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        thread = started;
    }

    private void run() {
        try {
            sealer.sealAll();
            kept.note(sealer.head(), System.nanoTime());
        } catch (RuntimeException | IOException e) {
            // A scheduled task that throws is never run again; the database may be back in a second.
            LOG.error("The sealer of the audit trail failed and will try again", e);
        }
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(10, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            run();
            try {
                kept.keep(sealer.head());
            } catch (DataAccessException | IOException e) {
                LOG.warn("The last head of the audit trail was not kept; the one before it was", e);
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
