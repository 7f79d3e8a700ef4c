package org.dawra.registration;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Takes in uploaded lists beside the request, so that the page can say how far it is. Each list is one transaction, whole
 * or not at all: a node that dies leaves nothing behind, and what is remembered here is remembered for the page alone.
 */
@Component
class ListImports implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ListImports.class);

    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;

    /** After that the page is taken to have been seen; a refused list holds names. */
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final PeopleSheet sheet;
    private final Intake intake;
    private final Clock clock;
    private final Duration patience;
    private final Map<String, ListImport> imports = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(AT_ONCE, AT_ONCE, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                var thread = new Thread(work, "list-import");
                thread.setDaemon(true);
                return thread;
            });

    /** @param patience how long a request waits for the end before it shows how far the work is */
    ListImports(
            PeopleSheet sheet,
            Intake intake,
            Clock clock,
            @Value("${dawra.registration.import-patience:PT1S}") Duration patience) {
        this.sheet = sheet;
        this.intake = intake;
        this.clock = clock;
        this.patience = patience;
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins to take in a file; the same form sent twice is one import, unless the first was refused. Throws {@link Refused} when too many lists wait.
     *
     * @param once what tells the form from another
     */
    ListImport begin(String once, CycleId cycle, String province, byte[] file, Actor actor) {
        forgetOld();
        var fresh = new ListImport(once, actor.userId(), cycle, province, clock);
        var list = imports.compute(
                key(once, actor), (key, known) -> known == null || known.refusal() != null ? fresh : known);
        if (list != fresh) {
            return list;
        }
        try {
            workers.execute(() -> work(fresh, file, actor));
        } catch (RejectedExecutionException full) {
            imports.remove(key(once, actor));
            throw new Refused("file", "registration.upload.busy");
        }
        return fresh;
    }

    /** Whether it is over by the time that a request may take. */
    boolean isSoonOver(ListImport list) {
        return list.isOverWithin(patience);
    }

    /** The actor's own import. */
    Optional<ListImport> find(String id, Actor actor) {
        return Optional.ofNullable(imports.get(key(id, actor)));
    }

    private void work(ListImport list, byte[] file, Actor actor) {
        try {
            list.at(ListImport.Phase.READING, 0, 0);
            var people = sheet.read(file, Language.AR, true, list);
            list.read(people);
            intake.add(
                    list.cycle(),
                    list.province(),
                    people.people(),
                    people.numbers(),
                    RegistrationSource.IMPORT,
                    actor,
                    list);
            list.end(ListImport.Phase.DONE, null);
        } catch (Refused refused) {
            list.end(ListImport.Phase.REFUSED, refused);
        } catch (RuntimeException | Error broken) {
            // Its message may quote a row of the list.
            LOG.error("A list could not be taken in: {}", broken.getClass().getName());
            list.end(ListImport.Phase.BROKEN, new Refused("file", "registration.upload.broken"));
        }
    }

    private void forgetOld() {
        var old = clock.instant().minus(REMEMBERED);
        imports.values()
                .removeIf(list ->
                        list.step().phase().isOver() && list.step().since().isBefore(old));
    }

    private static String key(String id, Actor actor) {
        return actor.userId() + " " + id;
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
