package org.dawra.fault;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dawra.certificate.BenchData;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.cycle.MeetingId;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Runs one after the other on one database. The application that has come through one run is the one that the next run
 * befalls; after a run that failed everything begins anew.
 */
final class Lane implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** More than the lease on a message and the engine's lock on a job. */
    private static final Duration LEASES = Duration.ofMinutes(6);

    private static final Duration GLANCE = Duration.ofMillis(100);
    /** Within so long whoever regularly looks for work has looked. */
    private static final Duration ROUND = Duration.ofSeconds(4);

    private static final Duration LEAP = Duration.ofMinutes(1);
    private static final int STRUCK_AGAIN = 3_000;

    private final Path folder;
    private final FaultDatabase database;
    private final FaultySmtp smtp = new FaultySmtp();
    private Duration ahead = Duration.ZERO;
    private RunningApplication application;
    private Path log;

    Lane(Path folder, FaultDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * What came of a run.
     *
     * @param broken the promises that did not hold
     * @param repeated messages that arrived twice
     */
    record Result(Plan plan, List<String> broken, double seconds, int sent, int unknown, int repeated, int starts) {

        boolean isGood() {
            return broken.isEmpty();
        }
    }

    /** Plays the run and starts the application again until everything has come to rest. */
    Result play(Plan plan) {
        var begin = System.nanoTime();
        var broken = new ArrayList<String>();
        var figures = new int[4];
        log = folder.resolve("seed-" + plan.seed() + ".log");
        try {
            if (plan.fault() == Fault.FIRST_START) {
                cutOff(plan);
            } else if (application == null) {
                beginAnew();
            }
            var meeting = prepare(plan);
            strike(plan, meeting);
            if (plan.started()) {
                application.kill();
            }
            smtp.behave(Faults.afterwards(plan));
            smtp.up();
            if (plan.started()) {
                start(LEASES);
                figures[3] = 1;
            }
            if (plan.fault() == Fault.ANY_MOMENT || plan.fault() == Fault.STORM) {
                smtp.behave(Faults.manners(plan, application));
                pause(STRUCK_AGAIN - plan.pause() / 2);
                application.kill();
                smtp.heal();
                start(LEASES);
                figures[3] = 2;
            }
            awaitRest(meeting);
            broken.addAll(Promises.broken(
                    look(),
                    meeting,
                    plan.people(),
                    addresses(plan),
                    smtp.receipts(),
                    smtp.askedAgain() + figures[3] + 1));
            count(meeting, figures);
        } catch (NotReached | DataAccessException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
        if (!broken.isEmpty()) {
            abandon();
        }
        return new Result(
                plan,
                List.copyOf(broken),
                (System.nanoTime() - begin) / 1e9,
                figures[0],
                figures[1],
                figures[2],
                figures[3]);
    }

    private void count(MeetingId meeting, int[] figures) {
        var states = new HashMap<String, Integer>();
        look().query(
                        "select state, count(*) as n from outbox where purpose_group = ? group by state",
                        row -> {
                            states.put(row.getString("state"), row.getInt("n"));
                        },
                        CertificateIssuing.KEY + ":" + meeting.key());
        var receipts = smtp.receipts();
        figures[0] = states.getOrDefault("SENT", 0);
        figures[1] = states.getOrDefault("UNKNOWN", 0);
        figures[2] = receipts.size()
                - (int) receipts.stream()
                        .map(FaultySmtp.Receipt::messageId)
                        .distinct()
                        .count();
    }

    private static int addresses(Plan plan) {
        return (plan.people() + plan.oneIn() - 1) / plan.oneIn();
    }

    private void beginAnew() {
        FaultDatabase.delete(folder.resolve("data"));
        database.empty();
        start(Duration.ZERO);
    }

    /** Kills an application that sets up its database, somewhere between the first table and the last. */
    private void cutOff(Plan plan) {
        abandon();
        FaultDatabase.delete(folder.resolve("data"));
        database.empty();
        application = RunningApplication.launch(folder.resolve("data"), log, ahead, properties());
        await("a database that is being made", () -> application.isReady() || database.made() >= plan.nth());
        application.kill();
        start(Duration.ZERO);
    }

    private void start(Duration later) {
        ahead = ahead.plus(later);
        application = RunningApplication.start(folder.resolve("data"), log, ahead, properties());
    }

    private Map<String, String> properties() {
        var properties = new HashMap<>(Map.of(
                "server.port", "0",
                "dawra.data-dir", folder.resolve("data").toAbsolutePath().toString(),
                "dawra.public-url", "https://dawra.example",
                "dawra.sample", "true",
                "dawra.followup.digests", "false",
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", Integer.toString(smtp.port()),
                "spring.mail.properties.mail.smtp.timeout", "3000",
                "dawra.mail.longest-attempt", "3s"));
        properties.putAll(database.properties());
        return properties;
    }

    private void abandon() {
        if (application != null) {
            application.kill();
            application = null;
        }
        smtp.heal();
        smtp.up();
    }

    /** A meeting at which all were present, while nothing else is going on. */
    private MeetingId prepare(Plan plan) {
        await(
                "rest before the run",
                () -> look().queryForObject(
                                        "select count(*) from outbox where channel = 'EMAIL' and (lease_until is not null"
                                                + " or next_attempt_at <= ?)",
                                        Long.class,
                                        now())
                        == 0);
        return BenchData.meeting(
                look(),
                plan.people(),
                (meeting, person) -> person % plan.oneIn() == 0
                        ? "p" + person / plan.oneIn() + "." + meeting + "@dawra.example"
                        : null);
    }

    private void strike(Plan plan, MeetingId meeting) {
        smtp.begin(Faults.manners(plan, application));
        if (plan.fault().mark() != null) {
            application.order("mark", plan.fault().mark().name(), Integer.toString(plan.nth()));
        }
        if (plan.fault() == Fault.SMTP_DOWN) {
            smtp.down();
        }
        application.order("issue", meeting.key());
        if (plan.fault() == Fault.DISK_FULL) {
            database.fill(application);
        }
        switch (plan.fault()) {
            case IN_PLAN, MID_CHUNK, CHUNK_UNCOMMITTED, CHUNK_COMMITTED, IN_PRINT, AFTER_CLAIM, AFTER_250, AFTER_SENT ->
                application.awaitMark(PATIENCE);
            case IN_DATA -> await("the end of the application", () -> !application.isAlive());
            case ANY_MOMENT, STORM, FIRST_START -> pause(plan.pause());
            case SMTP_DOWN -> {
                await(
                        "messages",
                        () -> ask(
                                        look(),
                                        "select count(*) from outbox where purpose_group = ?",
                                        CertificateIssuing.KEY + ":" + meeting.key())
                                > 0);
                pause(ROUND.toMillis() + plan.pause());
            }
            case SMTP_SLOW, SMTP_REFUSES, SMTP_GREYLISTS, SMTP_DROPS_AFTER_DOT, SMTP_DROPS_AT_QUIT ->
                await("a mail server that misbehaves", () -> smtp.faults() >= plan.nth());
            case DATABASE_STOPS_IN_CHUNK, DATABASE_STOPS_AFTER_250 -> {
                application.awaitMark(PATIENCE);
                database.stopAtOnce(application, () -> {
                    application.order("release");
                    pause(500);
                });
                pause(1_000 + plan.pause() / 2);
            }
            case DISK_FULL -> {
                try {
                    await("a full disk", application::hasFullDisk);
                    pause(plan.pause());
                } finally {
                    database.free(application);
                }
            }
        }
    }

    /**
     * Lets the clock leap over every wait, until the certificates' process has come to its end or to a person: to what is
     * due next where nothing is due, and by a minute where something is due and yet nothing moves.
     */
    private void awaitRest(MeetingId meeting) {
        var group = CertificateIssuing.KEY + ":" + meeting.key();
        var seen = new HashMap<String, Long>();
        await("rest", () -> {
            var jdbc = look();
            var now = now();
            var open = "select count(*) from outbox where purpose_group = ? and channel = 'EMAIL' and ";
            var messages = ask(jdbc, open + "(lease_until is not null or next_attempt_at is not null)", group);
            var tasks =
                    ask(jdbc, "select count(*) from act_ru_task where proc_inst_id_ in " + INSTANCES, meeting.key());
            var running = ask(
                    jdbc, "select count(*) from act_ru_execution where proc_inst_id_ in " + INSTANCES, meeting.key());
            if (messages == 0 && (running == 0 || tasks > 0)) {
                return true;
            }
            if (ask(jdbc, "select count(*) from act_ru_incident where proc_inst_id_ in " + INSTANCES, meeting.key())
                    > 0) {
                throw new NotReached("A step has failed for good, see " + log);
            }
            var busy = ask(jdbc, open + "(lease_until is not null or next_attempt_at <= ?)", group, now)
                    + ask(
                            jdbc,
                            "select count(*) from act_ru_job where process_instance_id_ in " + INSTANCES
                                    + " and (lock_exp_time_ is not null or duedate_ is null or duedate_ <= ?)",
                            meeting.key(),
                            now);
            if (busy == 0) {
                leap(jdbc, meeting, group);
            } else if (!Long.valueOf(messages * 1_000 + running).equals(seen.put("open", messages * 1_000 + running))) {
                seen.put("since", System.nanoTime());
            } else if (System.nanoTime() - seen.get("since") > ROUND.toNanos()) {
                seen.remove("open");
                leap(LEAP);
            }
            return false;
        });
    }

    private static final String INSTANCES = "(select id_ from act_hi_procinst where proc_def_key_ = '"
            + CertificateIssuing.KEY + "' and business_key_ = ?)";

    private void leap(JdbcTemplate jdbc, MeetingId meeting, String group) {
        var next = jdbc.queryForObject(
                "select min(due) from (select min(next_attempt_at) as due from outbox where purpose_group = ?"
                        + " union all select cast(min(duedate_) as timestamp with time zone) from act_ru_job"
                        + " where process_instance_id_ in " + INSTANCES + ") waits",
                Timestamp.class,
                group,
                meeting.key());
        if (next == null) {
            return;
        }
        var by = Duration.between(now().toInstant(), next.toInstant()).plusSeconds(1);
        if (!by.isNegative()) {
            leap(by);
        }
    }

    private void leap(Duration by) {
        ahead = ahead.plus(by);
        application.order("clock", ahead.toString());
    }

    private static long ask(JdbcTemplate jdbc, String sql, Object... arguments) {
        var answer = jdbc.queryForObject(sql, Long.class, arguments);
        return answer == null ? 0 : answer;
    }

    private JdbcTemplate look() {
        return new JdbcTemplate(database.of(application));
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now().plus(ahead));
    }

    private void await(String what, BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new NotReached("No " + what + " within " + PATIENCE + ", see " + log);
            }
            pause(GLANCE.toMillis());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            throw new NotReached("interrupted");
        }
    }

    @Override
    public void close() {
        abandon();
        smtp.close();
        database.close();
    }
}
