package org.dawra.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.dawra.DawraApplication;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.engine.Actor;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.StepPauses;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.dawra.training.Attendances;
import org.dawra.web.BulkWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Issuing is paused in the middle, the application is started anew, and everybody has one certificate in the end. */
@Tag("database")
class IssuingPauseTest {

    private static final int SEATS = 1_000;
    private static final int LANES = 4;
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));

    private static CountDownLatch inAChunk = new CountDownLatch(0);
    private static CountDownLatch mayGoOn = new CountDownLatch(0);

    @TempDir
    Path data;

    private String url = "";
    private String user = "sa";

    @BeforeEach
    void inAFile() {
        url = "jdbc:h2:file:" + data.resolve("dawra");
    }

    /** Everybody is a person, and the meeting has been attended. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Played {

        @Bean
        @Primary
        Persons playedPersons() {
            var persons = mock(Persons.class);
            when(persons.ofSeats(any())).thenAnswer(call -> {
                inAChunk.countDown();
                mayGoOn.await();
                return call.<Collection<Long>>getArgument(0).stream()
                        .collect(Collectors.toMap(Function.identity(), IssuingPauseTest::person));
            });
            return persons;
        }

        @Bean
        @Primary
        Attendances playedAttendances() {
            var attendances = mock(Attendances.class);
            when(attendances.halfDaysHeld(any())).thenReturn(2);
            return attendances;
        }
    }

    private static Person person(long seat) {
        return new Person(
                "شخص " + seat, "p" + seat + "@example.invalid", "212600000000", "ar", "sidi-bennour", "جمعية");
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(DawraApplication.class, Played.class)
                .profiles("test")
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + user,
                        "--spring.datasource.password=",
                        "--dawra.data-dir=" + data.resolve("files"),
                        "--server.port=0");
    }

    @Test
    void aPauseInTheMiddleLosesNothingOnPostgres() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start()) {
            url = postgres.getJdbcUrl("postgres", "postgres");
            user = "postgres";
            aPauseInTheMiddleLosesNothingOutlivesARestartAndDoublesNothing();
        }
    }

    @Test
    void aPauseInTheMiddleLosesNothingOutlivesARestartAndDoublesNothing() throws Exception {
        MeetingId meeting;
        Certificates.Counts paused;
        try (var house = start()) {
            meeting = attendedMeeting(house);
            house.getBean(ProcessStarts.class).start(CertificateIssuing.KEY, meeting.key(), Map.of());
            while (lanes(house).isEmpty()) {
                run(house, executable(house));
            }
            assertThat(lanes(house)).hasSize(LANES);
            run(house, lanes(house).subList(0, 1));
            assertThat(counts(house, meeting).issued()).isEqualTo(Issuing.CHUNK);

            pauseWhileAChunkRuns(house);
            paused = counts(house, meeting);
            assertThat(paused.issued())
                    .as("the chunk that ran has finished, or is done again as a whole")
                    .isIn(Issuing.CHUNK, 2 * Issuing.CHUNK);
            assertThat(lanes(house)).as("nobody takes up another").isEmpty();
            assertThat(house.getBean(Issuing.class).issue(meeting, 0))
                    .as("a job that was taken up before leaves its rows")
                    .isTrue();
            assertThat(counts(house, meeting)).isEqualTo(paused);
            var line = work(house).standing().lines().get(0);
            assertThat(line.state()).isEqualTo(BulkWork.State.PAUSED);
            assertThat(line.open()).isEqualTo(SEATS - paused.issued());
        }
        try (var house = start()) {
            assertThat(work(house).standing().pause())
                    .isNotNull()
                    .satisfies(pause -> assertThat(pause.reason()).isEqualTo("نراجع الأسماء"));
            assertThat(lanes(house)).isEmpty();
            assertThat(counts(house, meeting)).isEqualTo(paused);

            work(house).resume("manager");
            assertThat(lanes(house)).hasSize(LANES);
            while (!lanes(house).isEmpty()) {
                run(house, lanes(house));
            }
            assertThat(counts(house, meeting)).isEqualTo(new Certificates.Counts(0, SEATS, 0, 0, SEATS));
            assertThat(house.getBean(JdbcClient.class)
                            .sql("select count(distinct seat_id) from certificate where state = 'ISSUED'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(SEATS);
            run(house, executable(house)); // the lanes end
            while (!executable(house).isEmpty()) {
                run(house, executable(house));
            }
            assertThat(house.getBean(ManagementService.class)
                            .createJobQuery()
                            .withException()
                            .count())
                    .as("the step after the lanes has found none left out")
                    .isZero();
            assertThat(work(house).standing().lines().get(0).state()).isEqualTo(BulkWork.State.DONE);
        }
    }

    @Test
    void aModelThatIsDeployedDuringAPauseRestsAsWell() {
        try (var house = start()) {
            work(house).pause("نراجع الأسماء", "manager");
            var steps = house.getBean(StepPauses.class);
            assertThat(steps.isPaused(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES))
                    .isTrue();
            steps.resume(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES); // as a new version would be
        }
        try (var house = start()) {
            assertThat(house.getBean(StepPauses.class)
                            .isPaused(CertificateIssuing.KEY, CertificateIssuing.ISSUE_CERTIFICATES))
                    .isTrue();
        }
    }

    private static void pauseWhileAChunkRuns(ConfigurableApplicationContext house) throws InterruptedException {
        inAChunk = new CountDownLatch(1);
        mayGoOn = new CountDownLatch(1);
        var running = lanes(house).get(0);
        var overtaken = new AtomicBoolean();
        var node = new Thread(() -> {
            try {
                house.getBean(ManagementService.class).executeJob(running.getId());
            } catch (OptimisticLockingException e) {
                overtaken.set(true);
            }
        });
        node.start();
        inAChunk.await();
        work(house).pause("نراجع الأسماء", "manager");
        mayGoOn.countDown();
        node.join();
    }

    private static BulkWork work(ConfigurableApplicationContext house) {
        return house.getBean(IssuingWork.class);
    }

    private static Certificates.Counts counts(ConfigurableApplicationContext house, MeetingId meeting) {
        return house.getBean(Certificates.class).counts(meeting);
    }

    /** Jobs of the lanes that a node would take up now. */
    private static List<Job> lanes(ConfigurableApplicationContext house) {
        return house.getBean(ManagementService.class)
                .createJobQuery()
                .activityId(CertificateIssuing.ISSUE_CERTIFICATES)
                .executable()
                .active()
                .list();
    }

    private static List<Job> executable(ConfigurableApplicationContext house) {
        return house.getBean(ManagementService.class)
                .createJobQuery()
                .processDefinitionKey(CertificateIssuing.KEY)
                .executable()
                .active()
                .list();
    }

    private static void run(ConfigurableApplicationContext house, List<Job> jobs) {
        jobs.forEach(job -> house.getBean(ManagementService.class).executeJob(job.getId()));
    }

    private static MeetingId attendedMeeting(ConfigurableApplicationContext house) {
        house.getBean(Accounts.class)
                .create(
                        new Account("manager", Role.PROGRAMME_MANAGER, null, "شخص (نموذج)", null, null, "ar"),
                        "Aa1!" + UUID.randomUUID());
        var today = LocalDate.ofInstant(house.getBean(Clock.class).instant(), ZoneOffset.UTC);
        var cycle = CycleId.of(house.getBean(ProcessStarts.class)
                .submit(
                        "annual-cycle",
                        MANAGER,
                        Map.of(
                                "edition",
                                "2026",
                                "firstMeetingDay",
                                today.plusDays(60).toString())));
        var meeting = house.getBean(Programmes.class).meetings(cycle).get(0).id();
        var jdbc = house.getBean(JdbcClient.class);
        jdbc.sql("drop view attended_seat").update();
        jdbc.sql("create table attended_seat (cycle_id bigint, meeting_id bigint, seat_id bigint,"
                        + " province varchar(60), institution_id bigint, half_days integer)")
                .update();
        for (var seat = 1; seat <= SEATS; seat++) {
            jdbc.sql("insert into attended_seat values (?, ?, ?, 'sidi-bennour', 1, 2)")
                    .params(cycle.value(), meeting.value(), seat)
                    .update();
        }
        return meeting;
    }
}
