package org.dawra.certificate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.dawra.DawraApplication;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.ProcessStarts;
import org.dawra.training.TrainingSessions;
import org.dawra.web.PublicUrl;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code ./dawra bench certificates}: what issuing costs beside what it must cost at least and what it could cost, measured
 * in one run on the same machine. Ratios count; milliseconds are this machine's.
 *
 * <ul>
 *   <li>(a) our renderer and seal in a loop, on as many threads as issuing uses;
 *   <li>(b) the whole phase: decided, planned, issued in lanes by the engine, settled; on H2 and on PostgreSQL;
 *   <li>(c) openhtmltopdf and DSS, for the same sheet at the same conformance;
 *   <li>(d) a process with one parallel instance a person, for 300;
 *   <li>(e) what nobody can avoid: shaping the lines that vary, a QR matrix, deflate, SHA-256, one P-256 CMS;
 *   <li>(f) the same bytes put into the same database by nothing but JDBC, as many a commit: what keeping them costs at least.
 * </ul>
 */
public final class CertificateBench {

    /** As many as {@code camunda.bpm.job-execution.core-pool-size}. */
    private static final int THREADS = 4;

    private static final int WARM_UP = 1_000;

    /** The just-in-time compiler works on the same processors; below this share of the time it is done with what runs. */
    private static final double COMPILED = 0.1;

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(4);

    private static final int TURNS = 3;
    private static final int LOOP = 2_000;
    private static final int OTHERS = 100;
    private static final int NAIVE = 300;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Object> results = new LinkedHashMap<>();
    private final PrintStream out;
    private double perCertificate;

    private CertificateBench(PrintStream out) {
        this.out = out;
    }

    /** Arguments: how many certificates, 10,000 by default; then how many in a second, larger run on each database, none by default. */
    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        ((Logger) LoggerFactory.getLogger(EmbeddedPostgres.class)).setLevel(Level.WARN);
        var number = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        var larger = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        try {
            new CertificateBench(System.out).run(number, larger);
            System.exit(0);
        } catch (Exception e) {
            // Spring Boot takes note of what main throws and says nothing.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void run(int number, int larger) throws Exception {
        results.put("certificates", number);
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("threads", THREADS);
        results.put("largestHeapMiB", Runtime.getRuntime().maxMemory() >> 20);
        var data = Files.createTempDirectory("dawra-bench");
        try (var house = start(data.resolve("h2"), Map.of())) {
            measureLoops(house);
            measurePhase(house, "h2", number, larger);
            measureNaive(house, "h2");
        }
        try (var postgres = EmbeddedPostgres.builder().start()) {
            var database = Map.of(
                    "spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.username", "postgres",
                    "spring.datasource.password", "postgres");
            try (var house = start(data.resolve("postgres"), database)) {
                measurePhase(house, "postgres", number, larger);
                measureNaive(house, "postgres");
            }
        }
        report(data);
    }

    /** What needs no database: the floor, ours and theirs, in turn, so that a machine that slows down slows all of them. */
    private void measureLoops(ConfigurableApplicationContext house) throws Exception {
        var stage = Stage.of(house, BenchData.meeting(house, 0));
        var floor = new CertificateFloor(stage.sealed(0), stage.sealed(1));
        var others = new OtherCertificates(stage.cycle, stage.meeting, stage.address());
        warmUp(() -> {
            loop(OTHERS, i -> others.sealed(stage.names.get(i)));
            loop(WARM_UP, stage::sealed);
            loop(WARM_UP, floor::once);
        });
        long ours = 0;
        long least = 0;
        long theirs = 0;
        for (var turn = 0; turn < TURNS; turn++) {
            ours += loop(LOOP, stage::sealed);
            least += loop(LOOP, floor::once);
            theirs += loop(OTHERS, i -> others.sealed(stage.names.get(i)));
        }
        results.put("a.bare.ms", each(ours, TURNS * LOOP));
        results.put("e.floor.ms", each(least, TURNS * LOOP));
        results.put("c.openhtmltopdfAndDss.ms", each(theirs, TURNS * OTHERS));
        results.put("a.bytes", stage.sealed(0).length);
        results.put("c.bytes", others.sealed(stage.names.get(0)).length);
        results.put("c.complaints", others.complaints(stage.names.get(0)));
        results.put("ratio.a/e", (double) ours / least);
        results.put("ratio.c/a", (double) theirs / OTHERS / ((double) ours / LOOP));
        perCertificate = each(ours, TURNS * LOOP);
    }

    private interface Round {
        void run() throws Exception;
    }

    /** Goes round until next to nothing is compiled any more while it does. */
    private static void warmUp(Round round) throws Exception {
        var compiler = ManagementFactory.getCompilationMXBean();
        var begin = System.nanoTime();
        double share;
        do {
            var compiled = compiler.getTotalCompilationTime();
            var from = System.nanoTime();
            round.run();
            share = (compiler.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - from);
        } while (share > COMPILED && System.nanoTime() - begin < LONGEST_WARM_UP.toNanos());
    }

    /** Wall time of {@code times} calls on all threads. */
    static long loop(int times, IntConsumer work) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var begin = System.nanoTime();
            var parts = IntStream.range(0, THREADS)
                    .mapToObj(thread -> pool.submit(() -> {
                        for (var i = thread; i < times; i += THREADS) {
                            work.accept(i);
                        }
                    }))
                    .toList();
            for (var part : parts) {
                part.get();
            }
            return System.nanoTime() - begin;
        } finally {
            pool.shutdown();
        }
    }

    /** What a certificate is made of, as {@link Issuing} makes it. */
    private record Stage(
            Documents documents,
            Seal seal,
            PublicUrl url,
            TrainingCycle cycle,
            TrainingMeeting meeting,
            CertificatePaper paper,
            List<String> names) {

        static Stage of(ConfigurableApplicationContext house, MeetingId id) {
            var meeting = house.getBean(Programmes.class).meeting(id);
            var cycle = house.getBean(TrainingCycles.class).get(meeting.cycle());
            return new Stage(
                    house.getBean(Documents.class),
                    house.getBean(Seal.class),
                    house.getBean(PublicUrl.class),
                    cycle,
                    meeting,
                    new CertificatePaper(
                            cycle,
                            meeting,
                            house.getBean(TrainingSessions.class).of(id)),
                    BenchData.names(50_000));
        }

        String address() {
            return url.of("/verify/" + Codes.newCode());
        }

        byte[] sealed(int ordinal) {
            var code = Codes.newCode();
            var serial = Issuing.serial(cycle, meeting, ordinal + 1);
            var holder =
                    new CertificatePaper.Holder(names.get(ordinal % names.size()), BenchData.institution(ordinal % 40));
            var pdf = documents.render(paper.of(holder, serial, code, url.of("/verify/" + code)));
            return seal.seal(
                    pdf,
                    new SealRequest(
                            cycle.edition().certificate().title().ar() + " " + serial,
                            "الموقّع (نموذج)",
                            true,
                            Instant.now()));
        }
    }

    /**
     * One issuing phase.
     *
     * @param took from the start to the settled count, by the engine's history
     * @param printed how long the print files took after it
     */
    private record Phase(Duration took, Duration printed, int issued, int stepRuns, long engineRows, long most) {}

    private void measurePhase(ConfigurableApplicationContext house, String database, int number, int larger)
            throws Exception {
        var stage = Stage.of(house, BenchData.meeting(house, 0));
        warmUp(() -> {
            phase(house, WARM_UP);
            loop(WARM_UP, stage::sealed);
        });
        // before and after, since the machine does not stay as it is
        var bare = loop(LOOP, stage::sealed);
        var compiler = ManagementFactory.getCompilationMXBean();
        var compiled = compiler.getTotalCompilationTime();
        var phase = phase(house, number);
        compiled = compiler.getTotalCompilationTime() - compiled;
        bare += loop(LOOP, stage::sealed);
        requireEachOnce(phase, number);
        var kept = BytesAlone.in(house.getBean(DataSource.class), database, stage::sealed);
        kept.keep(WARM_UP);
        var keeping = kept.keep(LOOP);
        var ms = each(phase.took().toNanos(), number);
        results.put("b." + database + ".ms", ms);
        results.put("b." + database + ".bareBesideIt.ms", each(bare, 2 * LOOP));
        results.put("b." + database + ".perSecond", Math.round(1000 / ms));
        results.put("b." + database + ".printFiles.ms", each(phase.printed().toNanos(), number));
        results.put("b." + database + ".compiled.ms", (double) compiled / number);
        results.put("b." + database + ".engineRowsEach", (double) phase.engineRows() / number);
        results.put("b." + database + ".mostHeapMiB", phase.most());
        results.put("f." + database + ".ms", each(keeping, LOOP));
        results.put("ratio.b/a." + database, ms / each(bare, 2 * LOOP));
        results.put("ratio.b/(a+f)." + database, ms / (each(bare, 2 * LOOP) + each(keeping, LOOP)));
        if (larger > 0) {
            var whole = phase(house, larger);
            requireEachOnce(whole, larger);
            var name = "b." + database + "." + larger;
            results.put(name + ".ms", each(whole.took().toNanos(), larger));
            results.put(name + ".timesTheSmallerRun", ratio(whole.took(), phase.took()));
            results.put(name + ".engineRowsEach", (double) whole.engineRows() / larger);
            results.put(name + ".mostHeapMiB", whole.most());
        }
    }

    private static void requireEachOnce(Phase phase, int number) {
        if (phase.issued() != number || phase.stepRuns() != number) {
            throw new IllegalStateException("Not each exactly once: " + phase);
        }
    }

    private Phase phase(ConfigurableApplicationContext house, int number) throws InterruptedException {
        var meeting = BenchData.meeting(house, number);
        var rows = house.getBean(CertificateRows.class);
        var history = house.getBean(ProcessHistory.class);
        var before = history.rows();
        System.gc();
        long most = 0;
        var begin = System.nanoTime();
        house.getBean(ProcessStarts.class).start(CertificateIssuing.KEY, meeting.key(), Map.of());
        while (step(history, meeting, "serviceTask_recountMail").isEmpty()) {
            most = Math.max(
                    most,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            if (System.nanoTime() - begin > LONGEST.toNanos()
                    || !history.incidents().isEmpty()) {
                throw new IllegalStateException("Not settled: " + history.incidents());
            }
            Thread.sleep(200);
        }
        var after = history.rows();
        var settled = step(history, meeting, "serviceTask_settleCertificates").orElseThrow();
        return new Phase(
                Duration.between(
                        step(history, meeting, "startEvent").orElseThrow().started(), settled.ended()),
                Duration.between(
                        settled.ended(),
                        step(history, meeting, "serviceTask_recountMail")
                                .orElseThrow()
                                .started()),
                rows.counts(meeting).issued(),
                BenchData.stepRuns(house, meeting),
                after.runtime() - before.runtime() + after.history() - before.history(),
                most >> 20);
    }

    /** The step, once it has ended. */
    private static Optional<ProcessHistory.Step> step(ProcessHistory history, MeetingId meeting, String element) {
        return history.steps(CertificateIssuing.KEY, meeting.key()).stream()
                .filter(step -> step.element().equals(element) && step.ended() != null)
                .findFirst();
    }

    private void measureNaive(ConfigurableApplicationContext house, String database) throws Exception {
        var id = BenchData.meeting(house, 1);
        var stage = Stage.of(house, id);
        var key = "one-a-person";
        var runs = new AtomicInteger();
        var done = ConcurrentHashMap.<Integer>newKeySet();
        var store = house.getBean(DocumentStore.class);
        JavaDelegate issue = execution -> {
            runs.incrementAndGet();
            var person = (Integer) execution.getVariable("loopCounter");
            store.store(Issuing.KIND, person + ".pdf", "application/pdf", stage.sealed(person), true);
            done.add(person);
        };
        house.getBeanFactory().registerSingleton("oneAPerson", issue);
        var engine = house.getBean(ProcessEngine.class);
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .startEvent()
                                .camundaAsyncBefore()
                                .serviceTask("issue")
                                .camundaDelegateExpression("${oneAPerson}")
                                .camundaAsyncBefore()
                                .camundaExclusive(false)
                                .multiInstance()
                                .cardinality(String.valueOf(NAIVE))
                                .parallel()
                                .multiInstanceDone()
                                .endEvent()
                                .done())
                .deploy();
        var begin = System.nanoTime();
        var instance = engine.getRuntimeService().startProcessInstanceByKey(key).getId();
        while (engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                > 0) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                throw new IllegalStateException("The naive process does not end");
            }
            Thread.sleep(50);
        }
        var nanos = System.nanoTime() - begin;
        results.put("d.oneAPerson." + database + ".ms", each(nanos, NAIVE));
        results.put("d.oneAPerson." + database + ".stepRuns", runs.get());
        results.put("d.oneAPerson." + database + ".persons", done.size());
        results.put("ratio.d/a." + database, each(nanos, NAIVE) / perCertificate);
    }

    private static ConfigurableApplicationContext start(Path data, Map<String, String> more) {
        var arguments = new ArrayList<String>();
        Map.of(
                        "server.port", "0",
                        "dawra.data-dir", data.toString(),
                        "dawra.public-url", "https://dawra.example",
                        "dawra.sample", "true",
                        "dawra.mail.dispatch", "false",
                        "logging.level.root", "WARN",
                        "logging.level.org.dawra", "WARN")
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        more.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        var said = System.out;
        // the table of sample accounts is nobody's here
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return new SpringApplication(DawraApplication.class).run(arguments.toArray(String[]::new));
        } finally {
            System.setOut(said);
        }
    }

    private static double each(long nanos, int number) {
        return nanos / 1e6 / number;
    }

    private static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }

    private void report(Path data) throws IOException {
        out.println();
        results.forEach((name, value) ->
                out.printf(Locale.ROOT, value instanceof Double ? "%-44s %10.3f%n" : "%-44s %10s%n", name, value));
        var file = Path.of("target", "bench", "certificates.json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), results);
        out.println();
        out.println("As JSON: " + file);
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }
}
