package org.dawra.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * {@code ./dawra bench faults [--runs N] [--from SEED] [--seed SEED,...]}: the application is killed, its mail server and its
 * database fail it, and what holds afterwards is counted. Each run follows from its seed and can be played again alone.
 */
public final class FaultBench {

    private static final int RUNS = 500;

    private final Path folder;
    private final PrintStream out;

    FaultBench(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Exit code 0 only if every promise held in every run. */
    public static void main(String[] words) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        long from = 1;
        var runs = RUNS;
        List<Long> named = List.of();
        for (var i = 0; i < words.length; i += 2) {
            var value = i + 1 < words.length ? words[i + 1] : "";
            switch (words[i]) {
                case "--runs" -> runs = Integer.parseInt(value);
                case "--from" -> from = Long.parseLong(value);
                case "--seed" ->
                    named = Stream.of(value.split(",")).map(Long::valueOf).toList();
                default -> {
                    System.err.println("./dawra bench faults [--runs N] [--from SEED] [--seed SEED,...]");
                    System.exit(2);
                }
            }
        }
        var bench = new FaultBench(Path.of("target", "faults"), System.out);
        var results = bench.run(
                named.isEmpty() ? LongStream.range(from, from + runs).boxed().toList() : named);
        bench.report(results);
        System.exit(results.stream().allMatch(Lane.Result::isGood) ? 0 : 1);
    }

    /** Plays the runs of these seeds, those on H2 and those on PostgreSQL side by side. */
    List<Lane.Result> run(List<Long> seeds) throws IOException, InterruptedException {
        FaultDatabase.delete(folder);
        Files.createDirectories(folder);
        var results = new ConcurrentLinkedQueue<Lane.Result>();
        var lanes = Executors.newFixedThreadPool(Plan.Database.values().length);
        for (var database : Plan.Database.values()) {
            var plans = seeds.stream()
                    .map(Plan::of)
                    .filter(plan -> plan.database() == database)
                    .filter(plan -> plan.fault() != Fault.DISK_FULL || FileQuota.isPossible())
                    .toList();
            if (!plans.isEmpty()) {
                lanes.submit(() -> play(database, plans, results));
            }
        }
        lanes.shutdown();
        while (!lanes.awaitTermination(1, java.util.concurrent.TimeUnit.HOURS)) {
            // as long as it takes
        }
        return results.stream()
                .sorted(Comparator.comparingLong(result -> result.plan().seed()))
                .toList();
    }

    private void play(Plan.Database database, List<Plan> plans, ConcurrentLinkedQueue<Lane.Result> results) {
        var place = folder.resolve(database.name().toLowerCase(Locale.ROOT)).toAbsolutePath();
        try (var lane = new Lane(
                place,
                database == Plan.Database.H2
                        ? new FaultDatabase.H2File(place.resolve("data"))
                        : new FaultDatabase.Postgres(place.resolve("postgres")))) {
            for (var plan : plans) {
                var result = lane.play(plan);
                results.add(result);
                tell(result);
            }
        } catch (RuntimeException e) {
            e.printStackTrace(out);
            results.add(new Lane.Result(plans.get(0), List.of(e.toString()), 0, 0, 0, 0, 0));
        }
    }

    private synchronized void tell(Lane.Result result) {
        var plan = result.plan();
        out.printf(
                Locale.ROOT,
                "%6d  %-8s  %-24s  %4d people  %3d sent  %3d unknown  %3d twice  %d starts  %6.1f s  %s%n",
                plan.seed(),
                plan.database().name().toLowerCase(Locale.ROOT),
                plan.fault() + "(" + plan.nth() + ")",
                plan.people(),
                result.sent(),
                result.unknown(),
                result.repeated(),
                result.starts(),
                result.seconds(),
                result.isGood() ? "held" : "BROKEN");
        result.broken().forEach(broken -> out.println("        " + broken));
        if (!result.isGood()) {
            out.println("        again: ./dawra bench faults --seed " + plan.seed());
        }
        out.flush();
    }

    void report(List<Lane.Result> results) throws IOException {
        var broken = results.stream().filter(result -> !result.isGood()).toList();
        out.println();
        out.println(results.size() + " runs, " + (results.size() - broken.size()) + " held, " + broken.size()
                + " broken"
                + (broken.isEmpty()
                        ? "."
                        : ": seeds " + broken.stream().map(r -> r.plan().seed()).toList()));
        var rows = new ArrayList<Object>();
        for (var result : results) {
            var row = new LinkedHashMap<String, Object>();
            row.put("seed", result.plan().seed());
            row.put("database", result.plan().database());
            row.put("fault", result.plan().fault());
            row.put("nth", result.plan().nth());
            row.put("people", result.plan().people());
            row.put("sent", result.sent());
            row.put("unknown", result.unknown());
            row.put("twice", result.repeated());
            row.put("starts", result.starts());
            row.put("seconds", Math.round(result.seconds() * 10) / 10.0);
            row.put("broken", result.broken());
            rows.add(row);
        }
        var file = Path.of("target", "bench", "faults.json");
        Files.createDirectories(file.getParent());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), rows);
        out.println("As JSON: " + file);
    }
}
