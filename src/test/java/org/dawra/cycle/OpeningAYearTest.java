package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.dawra.cycle.CycleFixture.MANAGER;
import static org.dawra.cycle.CycleFixture.PRESIDENT;
import static org.dawra.cycle.CycleFixture.TODAY;
import static org.dawra.cycle.CycleFixture.meeting;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class OpeningAYearTest {

    /** Everything on H2, as the application runs out of the box. */
    @Nested
    class OnH2 extends OnADatabase {
        OnH2() {
            super(CycleFixture.h2());
        }
    }

    /** The same on PostgreSQL. */
    @Nested
    class OnPostgres extends OnADatabase {
        private static EmbeddedPostgres server;

        OnPostgres() throws IOException {
            super(freshDatabase());
        }

        @BeforeAll
        static void start() throws IOException {
            server = EmbeddedPostgres.start();
        }

        @AfterAll
        static void stop() throws IOException {
            server.close();
        }

        private static DataSource freshDatabase() throws IOException {
            var name = "year" + System.nanoTime();
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database " + name)
                    .update();
            return server.getDatabase("postgres", name);
        }
    }

    abstract static class OnADatabase {

        private final CycleFixture year;

        OnADatabase(DataSource database) {
            year = new CycleFixture(database);
        }

        @Test
        void edition2026OpensWithItsFixedMeetingAndNothingOptional() {
            var opened = year.open(Map.of("edition", "2026", "firstMeetingDay", "2026-12-20"));
            assertThat(opened.fixedMeetings()).hasSize(1);
            assertThat(opened.award()).isFalse();
            assertThat(opened.draw()).isFalse();
            assertThat(opened.institutionAgreements()).isFalse();
            var cycle = year.cycles.get(opened.cycle());
            assertThat(cycle.slug()).isEqualTo("2026-2026");
            assertThat(cycle.edition().title().ar()).startsWith("تدبير الجودة");
            assertThat(year.cycles.bySlug("2026-2026")).contains(cycle);
            // Its logos are in the database: the files beside the edition are not needed any more.
            assertThat(cycle.edition().certificate().logos()).hasSize(4);
            var timetable = year.cycles.timetable(cycle.id());
            assertThat(timetable.consultation()).isEqualTo(Instant.parse("2026-12-19T08:00:00Z"));
            var meeting = year.programmes.meetings(cycle.id()).get(0);
            assertThat(meeting.startsOn()).hasToString("2026-12-20");
            assertThat(meeting.printedFrom()).hasToString("2026-02-01");
            assertThat(year.programmes.quotas(meeting.id())).hasSize(6);
            assertThat(year.programmes.quotas(meeting.id()).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(meeting.capacity());
            var times = year.programmes.timetable(meeting.id());
            assertThat(times.begins()).isEqualTo(Instant.parse("2026-12-20T09:00:00Z"));
            assertThat(times.closing()).isEqualTo(Instant.parse("2026-12-20T17:00:00Z"));
            assertThat(times.certificatesBeforeClosing()).isEqualTo(Instant.parse("2026-12-20T15:00:00Z"));
        }

        @Test
        void edition2024OpensWithAwardDrawAndAgreementsAndItsMeetingComesOutOfTheConsultation() {
            var opened = year.open(Map.of("edition", "2024", "firstMeetingDay", "2027-02-10"));
            assertThat(opened.fixedMeetings()).isEmpty();
            assertThat(opened.award()).isTrue();
            assertThat(opened.draw()).isTrue();
            assertThat(opened.institutionAgreements()).isTrue();
            var row = new LinkedHashMap<>(meeting(
                    "اللقاء التكويني الخامس", "سيدي بنور والجديدة", TODAY.plusDays(71), TODAY.plusDays(73), 300));
            row.put("code", "fifth-meeting");
            propose(opened.cycle(), row);
            assertThat(year.programmes.meetings(opened.cycle())).singleElement().satisfies(m -> {
                assertThat(m.printedFrom()).hasToString("2024-12-27");
                assertThat(m.printedTo()).hasToString("2024-12-29");
                assertThat(m.sample()).isFalse();
            });
        }

        @Test
        void theEditionStaysAsItWasWhenTheYearWasOpened() {
            var cycle = year.open("2026", TODAY.plusDays(30));
            var sha = year.jdbc
                    .sql("select edition_sha256 from training_cycle where id = ?")
                    .param(cycle.value())
                    .query(String.class)
                    .single();
            assertThat(sha).hasSize(64);
            year.jdbc
                    .sql("update training_cycle set edition_text = replace(edition_text, 'year: 2026', 'year: 2027'),"
                            + " edition_sha256 = 'changed' where id = ?")
                    .param(cycle.value())
                    .update();
            assertThat(year.cycles.get(cycle).number()).isEqualTo(2027);
            assertThat(year.editions.find("2026").orElseThrow().number()).isEqualTo(2026);
        }

        @ParameterizedTest
        @CsvSource({
            "2026, 2026-11-30, firstMeetingDay, cycle.open.past",
            "2026, 2026-12-03, firstMeetingDay, cycle.open.tooSoon",
            "2024, 2027-01-13, firstMeetingDay, cycle.open.tooSoon",
            "2026, 2031-01-01, firstMeetingDay, cycle.open.far",
            "2026, tomorrow, firstMeetingDay, form.date",
            "2026, '', firstMeetingDay, form.required",
            "1999, 2027-01-01, edition, cycle.open.unknownEdition",
            "'', 2027-01-01, edition, form.required",
        })
        void nonsenseIsRefusedAtItsFieldAndNothingIsOpened(String edition, String day, String field, String key) {
            var refused = refused(() -> year.open(Map.of("edition", edition, "firstMeetingDay", day)));
            assertThat(refused.findings()).singleElement().satisfies(f -> {
                assertThat(f.field()).isEqualTo(field);
                assertThat(f.messageKey()).isEqualTo(key);
            });
            assertThat(year.cycles.all()).isEmpty();
        }

        @Test
        void aSecondCycleOfTheSameYearAndEditionIsRefusedButOthersRunBesideIt() {
            year.open("2026", TODAY.plusDays(60));
            var refused = refused(() -> year.open("2026", TODAY.plusDays(90)));
            assertThat(refused.findings().get(0).messageKey()).isEqualTo("cycle.open.twice");
            year.open("2024", TODAY.plusDays(60));
            year.open("2026", TODAY.plusDays(500));
            assertThat(year.cycles.all())
                    .extracting(TrainingCycle::slug)
                    .containsExactlyInAnyOrder("2027-2026", "2027-2024", "2028-2026");
        }

        @Test
        void onlyTheProgrammeManagerOpensAYear() {
            var refused = refused(() -> year.opening.open(
                    Fields.of(Map.of("edition", "2026", "firstMeetingDay", "2027-01-10")), PRESIDENT));
            assertThat(refused.findings().get(0).messageKey()).isEqualTo("cycle.notAllowed");
        }

        @Test
        void whatIsWrongInAProgrammeIsToldMeetingByMeeting() {
            var cycle = year.open("2026", TODAY.plusDays(30));
            var hall = "فندق السانية، سيدي بنور";
            var refused = refused(() -> propose(
                    cycle,
                    meeting("أ", "الجديدة", TODAY.plusDays(90), TODAY.plusDays(89), 10),
                    meeting("ب", "الجديدة", TODAY.minusDays(1), TODAY, 10),
                    meeting("ج", hall, TODAY.plusDays(30), TODAY.plusDays(30), 10),
                    meeting("د", "أزمور", TODAY.plusDays(99), TODAY.plusDays(99), 10),
                    meeting("ه", "أزمور", TODAY.plusDays(98), TODAY.plusDays(100), 10)));
            assertThat(refused.findings())
                    .extracting(f -> f.field() + " " + f.messageKey())
                    .containsExactly(
                            "meetings[0].endsOn cycle.meeting.endsBeforeStart",
                            "meetings[1].startsOn cycle.meeting.past",
                            "meetings[2].placeAr cycle.meeting.samePlace",
                            "meetings[4].placeAr cycle.meeting.samePlace");
            var seats = refused(() -> propose(cycle, meeting("أ", "ب", TODAY.plusDays(9), TODAY.plusDays(9), 0)));
            assertThat(seats.findings().get(0).field()).isEqualTo("meetings[0].capacity");
            assertThat(year.programmes.state(cycle)).isEqualTo(Programmes.State.DRAFT);
        }

        @Test
        void theMeetingOfTheAwardMayNotBeLeftOut() {
            var cycle = year.open("2024", TODAY.plusDays(70));
            var refused = refused(() -> propose(cycle, meeting("أ", "ب", TODAY.plusDays(9), TODAY.plusDays(9), 5)));
            assertThat(refused.findings().get(0).messageKey()).isEqualTo("cycle.meeting.needed");
            assertThat(refused(() -> propose(cycle)).findings()).isNotEmpty();
        }

        @Test
        void aProgrammeIsSentBackRevisedAndApprovedAndItsSeatsFollow() {
            var cycle = year.open("2026", TODAY.plusDays(45));
            propose(cycle, meeting("لقاء", "الجديدة", TODAY.plusDays(108), TODAY.plusDays(108), 100));
            year.programmes.shareSeats(cycle, Map.of("sidi-bennour", 60, "el-jadida", 30, "nouaceur", 10, "settat", 1));
            var first = year.programmes.meetings(cycle).get(1);
            assertThat(year.programmes.quotas(first.id()))
                    .containsEntry("sidi-bennour", 59)
                    .containsEntry("el-jadida", 30)
                    .containsEntry("nouaceur", 10)
                    .containsEntry("settat", 1)
                    .containsEntry("berrechid", 0);

            assertThat(refused(() -> decide(cycle, Map.of("decision", "SEND_BACK"), PRESIDENT))
                            .findings()
                            .get(0)
                            .field())
                    .isEqualTo("note");
            assertThat(decide(cycle, Map.of("decision", "SEND_BACK", "note", "قاعة أكبر"), PRESIDENT))
                    .isFalse();
            assertThat(year.approval.lastNote(cycle)).contains("قاعة أكبر");
            var rows = List.of(meeting("لقاء", "الجديدة", TODAY.plusDays(108), TODAY.plusDays(108), 200));
            year.transaction.executeWithoutResult(s ->
                    year.approval.revise(cycle, Fields.of(Map.of("meetings", rows, "note", "قاعة بلدية")), MANAGER));
            assertThat(year.approval.lastChanges(cycle)).contains("قاعة بلدية");
            var second = year.programmes.meetings(cycle).get(1);
            assertThat(year.programmes.quotas(second.id())).containsEntry("sidi-bennour", 119);
            assertThat(decide(cycle, Map.of("decision", "APPROVE"), PRESIDENT)).isTrue();
            assertThat(year.approval.plannedMeetings(cycle))
                    .containsExactly(second.id().key());
            assertThat(refused(() -> propose(cycle)).findings().get(0).messageKey())
                    .isEqualTo("cycle.programme.approved");
        }

        @Test
        void onlyThePresidentApprovesAndAReminderGoesOnceAVersion() {
            var cycle = year.open("2026", TODAY.plusDays(45));
            propose(cycle);
            assertThat(refused(() -> decide(cycle, Map.of("decision", "APPROVE"), MANAGER))
                            .findings()
                            .get(0)
                            .messageKey())
                    .isEqualTo("cycle.notAllowed");
            year.approval.remind(cycle);
            assertThat(year.planned).singleElement().satisfies(m -> {
                assertThat(m.purpose()).isEqualTo("annual-cycle:" + cycle.key() + ":remindPresident:1:president");
                assertThat(m.text())
                        .contains("https://dawra.example/waiting-for-me")
                        .contains("تدبير الجودة");
            });
        }

        @Test
        void adoptedRecommendationsWaitForTheNextYear() {
            var cycle = year.open("2026", TODAY.plusDays(45));
            year.recommendations.add(
                    new RecommendationSource.Recommendation(5, new Bilingual("دليل للجودة", "Un guide de la qualité")));
            year.recommendations.add(
                    new RecommendationSource.Recommendation(6, new Bilingual("نقل مشترك", "Transport commun")));
            assertThat(refused(() -> adopt(cycle, Map.of("id", 9, "adopted", true)))
                            .findings()
                            .get(0)
                            .field())
                    .isEqualTo("adopted[0].adopted");
            adopt(cycle, Map.of("id", 5, "adopted", false), Map.of("id", 6, "adopted", true));
            assertThat(year.nextYear.adoptedLast()).isEmpty();
            year.nextYear.openDraft(cycle);
            year.nextYear.openDraft(cycle);
            assertThat(year.nextYear.adoptedLast()).extracting(Bilingual::ar).containsExactly("نقل مشترك");
            assertThat(year.cycles.get(cycle).state()).isEqualTo(TrainingCycle.State.CLOSED);
        }

        @Test
        void aYearHasWhatTheOneBeforeItLeftAndNotItsOwn() {
            var first = year.open("2026", TODAY.plusDays(45));
            year.recommendations.add(
                    new RecommendationSource.Recommendation(6, new Bilingual("نقل مشترك", "Transport commun")));
            adopt(first, Map.of("id", 6, "adopted", true));
            year.nextYear.openDraft(first);
            var second = year.open("2024", TODAY.plusDays(120));
            assertThat(year.nextYear.forCycle(second)).extracting(Bilingual::fr).containsExactly("Transport commun");
            year.jdbc
                    .sql("update training_cycle set opened_at = ? where id = ?")
                    .params(CycleFixture.CLOCK.instant().minusSeconds(60).atOffset(ZoneOffset.UTC), first.value())
                    .update();
            assertThat(year.nextYear.forCycle(first)).isEmpty();
        }

        @SafeVarargs
        private void propose(CycleId cycle, Map<String, Object>... rows) {
            var meetings = Programmes.ProposedMeeting.rows(Fields.of(Map.of("meetings", List.of(rows))));
            year.transaction.executeWithoutResult(s -> year.programmes.propose(cycle, meetings, MANAGER));
        }

        @SafeVarargs
        private void adopt(CycleId cycle, Map<String, Object>... rows) {
            year.transaction.executeWithoutResult(
                    s -> year.nextYear.adopt(cycle, Fields.of(Map.of("adopted", List.of(rows))), PRESIDENT));
        }

        private boolean decide(CycleId cycle, Map<String, ?> fields, Actor actor) {
            return year.transaction.execute(s -> year.approval.decide(cycle, Fields.of(fields), actor));
        }

        private static Refused refused(ThrowingCallable deed) {
            var refused = catchThrowableOfType(Refused.class, deed);
            assertThat(refused).isNotNull();
            return refused;
        }
    }
}
