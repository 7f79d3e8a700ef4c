package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.training.MeetingFixture.EL_JADIDA;
import static org.dawra.training.MeetingFixture.FACILITATOR;
import static org.dawra.training.MeetingFixture.MANAGER;
import static org.dawra.training.MeetingFixture.MEETING;
import static org.dawra.training.MeetingFixture.SIDI_BENNOUR;
import static org.dawra.training.MeetingFixture.TEAM;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Role;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.PersonErased;
import org.dawra.training.AttendanceBook.Tick;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class MeetingDeliveryTest {

    private MeetingFixture house;

    @BeforeEach
    void meeting() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new MeetingFixture(database);
        house.planned();
    }

    @Test
    void theEditionsSessionsGiveTwoHalfDaysAndOpeningAndClosingNeedNoSummary() {
        assertThat(house.sessions.of(MEETING)).hasSize(4);
        var course = house.delivery.outline(MEETING);
        assertThat(course.halfDays()).containsExactly("1-MORNING", "1-AFTERNOON");
        assertThat(course.sessions()).hasSize(2);
        house.planned();
        assertThat(house.sessions.of(MEETING)).as("planned again").hasSize(4);
    }

    @Test
    void aConfirmedHalfDayIsCorrectedForAReasonAndWhoWhenAndWhyIsKept() {
        var seats = house.seat(SIDI_BENNOUR, "CONFIRMED", 2);
        assertThatThrownBy(() -> correct(seats.get(1), true, "وقّع في الورقة الثانية"))
                .as("not confirmed yet")
                .isInstanceOf(Refused.class);
        house.confirmed("1-MORNING", List.of(seats.get(0)));
        assertThat(house.book.of(MEETING)).hasSize(1);
        assertThatThrownBy(() -> correct(seats.get(1), true, " ")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> correct(seats.get(1), false, "سبب"))
                .as("nothing to correct")
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> house.corrections.correct(
                        MEETING,
                        "1-MORNING",
                        seats.get(1),
                        Fields.of(Map.of("present", true, "reason", "x")),
                        FACILITATOR))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> correct(999_999, true, "سبب")).isInstanceOf(NoSuchElementException.class);

        correct(seats.get(1), true, "وقّع في الورقة الثانية");
        assertThat(house.book.of(MEETING)).hasSize(2);
        correct(seats.get(0), false, "لم يحضر");
        assertThat(house.book.of(MEETING)).extracting(AttendedSeat::seat).containsExactly(seats.get(1));
        assertThat(house.events)
                .containsExactly(
                        new AttendanceCorrected(MEETING, seats.get(1), 1),
                        new AttendanceCorrected(MEETING, seats.get(0), 0));
        var kept = house.corrections.of(MEETING);
        assertThat(kept)
                .extracting(AttendanceCorrections.Correction::reason)
                .containsExactly("لم يحضر", "وقّع في الورقة الثانية");
        assertThat(kept).allSatisfy(c -> {
            assertThat(c.by()).isEqualTo(MANAGER.userId());
            assertThat(c.at()).isEqualTo(MeetingFixture.NOW);
        });
        verify(house.audit, times(2)).record(eq("manager"), eq("attendance.corrected"), anyString());

        house.corrections.on(new PersonErased(1, Set.of(seats.get(0))));
        assertThat(house.corrections.of(MEETING))
                .extracting(AttendanceCorrections.Correction::reason)
                .containsExactly(null, "وقّع في الورقة الثانية");
    }

    private void correct(long seat, boolean present, String reason) {
        house.corrections.correct(
                MEETING, "1-MORNING", seat, Fields.of(Map.of("present", present, "reason", reason)), MANAGER);
    }

    @Test
    void preparingNamesFacilitatorsAndMayAddAndDropSessions() {
        var rows = rows();
        rows.remove(3);
        rows.add(Map.of(
                "kind",
                "WORKSHOP",
                "day",
                1,
                "starts",
                "17:00",
                "ends",
                "18:00",
                "titleAr",
                "ورشة",
                "facilitator",
                "facilitator-2"));
        prepare(rows, MANAGER);
        assertThat(house.sessions.of(MEETING))
                .extracting(TrainingSession::titleAr)
                .containsExactly("opening", "quality", "logistics", "ورشة");
        assertThat(house.delivery.outline(MEETING).sessions()).hasSize(3);
        assertThat(house.delivery.logistics(MEETING)).isEqualTo("قاعتان");
    }

    @Test
    void aSessionWithoutFacilitatorOrWithWrongTimesIsRefusedAtItsCellAndNothingChanges() {
        var rows = rows();
        rows.set(1, with(rows.get(1), Map.of("facilitator", "")));
        rows.set(2, with(rows.get(2), Map.of("ends", "08:00")));
        assertThatThrownBy(() -> prepare(rows, MANAGER))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("sessions[1].facilitator", "sessions[2].ends"));
        rows.set(1, with(rows.get(1), Map.of("facilitator", "somebody-else")));
        assertThatThrownBy(() -> prepare(rows, MANAGER)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> prepare(List.of(), MANAGER))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::messageKey)
                                .containsExactly("training.sessionsMissing"));
        assertThatThrownBy(() -> prepare(List.of(Map.of("id", 99_999)), MANAGER))
                .isInstanceOf(Refused.class);
        assertThat(house.sessions.of(MEETING)).allMatch(s -> s.facilitator() == null);
    }

    @Test
    void onlyThoseWhoseTaskItIsMayActEvenPastTheEngine() {
        assertThatThrownBy(() -> prepare(rows(), TEAM)).isInstanceOf(Refused.class);
        var seats = house.seat(SIDI_BENNOUR, "CONFIRMED", 1);
        assertThatThrownBy(() -> house.delivery.tick(MEETING, "1-MORNING", present(seats), MANAGER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> house.delivery.close(MEETING, Fields.of(Map.of("certificatesHanded", 0)), MANAGER))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aSheetWithUnknownDoubleOrImpossibleRowsIsRefusedAsAWhole() {
        var seats = house.seat(SIDI_BENNOUR, "CONFIRMED", 2);
        var rows = List.of(
                Map.of("seat", seats.get(0), "signIn", "09:05", "signOut", "09:00"),
                Map.of("seat", 999_999),
                Map.of("seat", seats.get(1), "signIn", "soon"),
                Map.of("seat", seats.get(1)));
        assertThatThrownBy(() -> house.transaction.executeWithoutResult(
                        status -> house.delivery.tick(MEETING, "1-MORNING", Fields.of(Map.of("present", rows)), TEAM)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly(
                                        "present[0].signOut",
                                        "present[1].seat",
                                        "present[2].signIn",
                                        "present[3].seat"));
        assertThatThrownBy(() -> house.transaction.executeWithoutResult(
                        status -> house.delivery.tick(MEETING, "1-MORNING", Fields.of(Map.of()), TEAM)))
                .isInstanceOf(Refused.class);
        assertThat(house.book.halfDays(MEETING)).noneMatch(AttendanceBook.StoredHalfDay::confirmed);
        assertThat(house.book.of(MEETING)).isEmpty();
    }

    @Test
    void aHalfDayIsConfirmedOnceAndCountsFromThenOn() {
        var seats = house.seat(SIDI_BENNOUR, "CONFIRMED", 3);
        house.confirmed("1-MORNING", seats.subList(0, 2));
        assertThat(house.book.of(MEETING))
                .extracting(AttendedSeat::seat)
                .containsExactlyElementsOf(seats.subList(0, 2));
        assertThatThrownBy(() -> house.confirmed("1-MORNING", seats)).isInstanceOf(Refused.class);
        house.confirmed("1-AFTERNOON", seats.subList(1, 3));
        assertThat(house.book.of(MEETING)).extracting(AttendedSeat::halfDays).containsExactly(1, 2, 1);
        assertThat(house.book.present(MEETING).values()).containsExactly(2, 2);
        assertThat(house.book.halfDaysHeld(MEETING)).isEqualTo(2);
        assertThat(house.book.participants(MeetingFixture.CYCLE)).containsExactly(Map.entry(SIDI_BENNOUR, 3));
    }

    @Test
    void whatIsSavedPageByPageIsConfirmedTogetherAndCountsForNothingBefore() {
        var here = house.seat(SIDI_BENNOUR, "CONFIRMED", 3);
        var there = house.seat(EL_JADIDA, "INVITED", 2);
        save(here.get(0), true);
        save(here.get(1), true);
        save(there.get(0), true);
        save(here.get(1), false);
        assertThat(house.book.of(MEETING)).isEmpty();
        var morning = house.book.halfDay(MEETING, "1-MORNING").orElseThrow();
        assertThat(house.book.ticked(MEETING).get(morning.id()))
                .containsOnly(Map.entry(SIDI_BENNOUR, 1), Map.entry(EL_JADIDA, 1));
        house.transaction.executeWithoutResult(
                status -> house.delivery.tick(MEETING, "1-MORNING", Fields.of(Map.of("drafts", true)), TEAM));
        assertThat(house.published).containsExactly(new AttendanceConfirmed(MEETING));
        assertThat(house.book.of(MEETING)).extracting(AttendedSeat::seat).containsExactly(there.get(0), here.get(0));
        assertThatThrownBy(() -> save(here.get(2), true))
                .as("confirmed is confirmed")
                .isInstanceOf(Refused.class);
    }

    @Test
    void anEmptySheetIsNotConfirmed() {
        house.seat(SIDI_BENNOUR, "CONFIRMED", 3);
        assertThatThrownBy(() -> house.transaction.executeWithoutResult(
                        status -> house.delivery.tick(MEETING, "1-MORNING", Fields.of(Map.of("drafts", true)), TEAM)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::messageKey)
                                .containsExactly("training.nobodyPresent"));
        assertThat(house.book.halfDays(MEETING)).noneMatch(AttendanceBook.StoredHalfDay::confirmed);
    }

    @Test
    void theDeskNotesTheLocalTimeOnceAndTheSheetMayStillCorrectIt() {
        var seat = house.seat(SIDI_BENNOUR, "CONFIRMED", 1).get(0);
        house.delivery.checkIn(MEETING, "1-MORNING", seat, TEAM);
        house.delivery.checkIn(MEETING, "1-MORNING", seat, TEAM);
        var morning = house.book.halfDay(MEETING, "1-MORNING").orElseThrow();
        assertThat(house.book
                        .ticks(MEETING, List.of(seat))
                        .get(morning.id())
                        .get(seat)
                        .signIn())
                .hasToString("09:05");
        assertThatThrownBy(() -> house.delivery.checkIn(MEETING, "1-MORNING", 999_999, TEAM))
                .isInstanceOf(Refused.class);
        save(seat, false);
        assertThat(house.book.ticked(MEETING)).isEmpty();
    }

    @Test
    void theClosingCountsCertificatesAndKnowsWhetherShieldsAreGiven() {
        house.seat(SIDI_BENNOUR, "CONFIRMED", 2);
        assertThatThrownBy(() -> close(Map.of())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> close(Map.of("certificatesHanded", 3))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> close(Map.of("certificatesHanded", -1))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> close(Map.of("certificatesHanded", 1, "shieldsGiven", true)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("shieldsGiven"));
        close(Map.of("certificatesHanded", "2", "summariesRead", "true"));
        assertThat(house.delivery.closing(MEETING)).contains(new MeetingDelivery.Closing(true, 2, false, null));
    }

    @Test
    void aFacilitatorCountsSummarisesAndRecommendsAndNobodyElseDoes() {
        prepare(rows(), MANAGER);
        var session = house.sessions.of(MEETING).stream()
                .filter(s -> FACILITATOR.userId().equals(s.facilitator()))
                .findFirst()
                .orElseThrow();
        var charge = house.conduct.open(session.id());
        assertThat(charge.facilitator()).isEqualTo(FACILITATOR.userId());
        assertThat(charge.summaryDue()).isAfter(charge.ends());
        var other = new Actor("facilitator-2", FACILITATOR.groups());
        assertThatThrownBy(
                        () -> house.conduct.confirmAttendance(session.id(), Fields.of(Map.of("headcount", 3)), other))
                .isInstanceOf(Refused.class);
        house.conduct.confirmAttendance(session.id(), Fields.of(Map.of("headcount", "38")), FACILITATOR);
        assertThatThrownBy(() -> summarise(
                        session,
                        Map.of(
                                "summaryAr",
                                "قصير",
                                "summaryFr",
                                "x".repeat(6_001),
                                "recommendations",
                                List.of(Map.of("textFr", "sans arabe"), Map.of("textAr", "x".repeat(1_001))))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly(
                                        "summaryAr",
                                        "summaryFr",
                                        "recommendations[0].textAr",
                                        "recommendations[1].textAr"));
        house.conduct.remind(session.id());
        summarise(
                session,
                Map.of(
                        "summaryAr",
                        "خلاصة الورشة في سطر",
                        "recommendations",
                        List.of(
                                Map.of("textAr", "توصية أولى"),
                                Map.of("textAr", " "),
                                Map.of("textAr", "توصية ثانية"))));
        house.conduct.remind(session.id());
        assertThat(house.planned).as("once, and not after the summary").hasSize(1);
        assertThat(house.planned.get(0).text()).contains("https://dawra.example/sessions/" + session.id());
        var stored = house.sessions.find(session.id()).orElseThrow();
        assertThat(stored.headcount()).isEqualTo(38);
        assertThat(stored.state()).isEqualTo(TrainingSession.State.SUMMARISED);
        assertThat(house.recommendations.of(MEETING))
                .extracting(Recommendation::textAr)
                .containsExactly("توصية أولى", "توصية ثانية");
    }

    private void prepare(List<Map<String, Object>> rows, Actor actor) {
        house.transaction.executeWithoutResult(status ->
                house.delivery.prepare(MEETING, Fields.of(Map.of("logistics", "قاعتان", "sessions", rows)), actor));
    }

    @Test
    void whoeverTheFacilitatorHasNamedMayStandInAndNobodyElse() {
        prepare(rows(), MANAGER);
        var session = house.sessions.of(MEETING).stream()
                .filter(TrainingSession::summarised)
                .findFirst()
                .orElseThrow();
        var facilitator = session.facilitator();
        var other = new Actor("facilitator-9", Set.of(Role.FACILITATOR.group()));
        assertThatThrownBy(
                        () -> house.conduct.confirmAttendance(session.id(), Fields.of(Map.of("headcount", 3)), other))
                .isInstanceOf(Refused.class);
        when(house.preferences.deputyOf(argThat(account -> account.userId().equals(facilitator))))
                .thenReturn(
                        Optional.of(new Account("facilitator-9", Role.FACILITATOR, null, "مؤطر", null, null, "ar")));
        house.conduct.confirmAttendance(session.id(), Fields.of(Map.of("headcount", 3)), other);
        verify(house.audit).record("facilitator-9", "session.counted", "session:" + session.id());
    }

    private List<Map<String, Object>> rows() {
        var suggested = house.delivery.suggestedFacilitators(MEETING);
        var rows = new ArrayList<Map<String, Object>>();
        for (var session : house.sessions.of(MEETING)) {
            rows.add(Map.of("id", session.id(), "facilitator", suggested.getOrDefault(session.id(), "")));
        }
        return rows;
    }

    private static Map<String, Object> with(Map<String, Object> row, Map<String, Object> changed) {
        var copy = new HashMap<>(row);
        copy.putAll(changed);
        return copy;
    }

    private void save(long seat, boolean present) {
        house.transaction.executeWithoutResult(status -> house.delivery.saveTicks(
                MEETING, Map.of("1-MORNING", List.of(new Tick(seat, present, null, null))), TEAM));
    }

    private void close(Map<String, Object> fields) {
        house.delivery.close(MEETING, Fields.of(fields), TEAM);
    }

    private void summarise(TrainingSession session, Map<String, Object> fields) {
        house.conduct.writeSummary(session.id(), Fields.of(fields), FACILITATOR);
    }

    private static Fields present(List<Long> seats) {
        return Fields.of(
                Map.of("present", seats.stream().map(s -> Map.of("seat", s)).toList()));
    }
}
