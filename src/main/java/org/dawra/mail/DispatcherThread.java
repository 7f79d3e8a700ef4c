package org.dawra.mail;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the dispatcher on a thread of its own: a slow mail server holds up nothing else. */
@Component
@ConditionalOnProperty(name = "dawra.mail.dispatch", havingValue = "true", matchIfMissing = true)
class DispatcherThread implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherThread.class);
    private static final long PAUSE_SECONDS = 2;

    private final Dispatcher dispatcher;
    private @Nullable ScheduledExecutorService thread;

    DispatcherThread(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public synchronized void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var named = new Thread(work, "mail-dispatcher");
            named.setDaemon(true);
            return named;
        });
        var unused = started.scheduleWithFixedDelay(this::run, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        thread = started;
    }

    private void run() {
        try {
            dispatcher.drain();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again; the database may be back in two seconds.
            LOG.error("The dispatcher failed and will try again", e);
        }
    }

    @Override
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.shutdown();
            try {
                if (!running.awaitTermination(20, TimeUnit.SECONDS)) {
                    running.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
