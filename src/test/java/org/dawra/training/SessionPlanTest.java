package org.dawra.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.training.HalfDay.Part;
import org.dawra.training.SessionPlan.Planned;
import org.junit.jupiter.api.Test;

class SessionPlanTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 12, 27);

    @Test
    void aHalfDayIsSignedOnceHoweverManySessionsItHas() {
        var plan = new SessionPlan(
                List.of(session(1, "09:00"), session(1, "11:00"), session(1, "14:30"), session(3, "09:30")));
        assertThat(plan.halfDays(FIRST))
                .containsExactly(
                        new HalfDay(1, FIRST, Part.MORNING),
                        new HalfDay(1, FIRST, Part.AFTERNOON),
                        new HalfDay(3, FIRST.plusDays(2), Part.MORNING));
    }

    @Test
    void aSessionThatStartsAtOneBelongsToTheAfternoon() {
        assertThat(Part.of(LocalTime.of(12, 59))).isEqualTo(Part.MORNING);
        assertThat(Part.of(LocalTime.of(13, 0))).isEqualTo(Part.AFTERNOON);
        assertThat(new HalfDay(2, FIRST, Part.AFTERNOON).key()).isEqualTo("2-AFTERNOON");
    }

    @Test
    void halfDaysStandInTheirOrderNotInThatOfTheAlphabet() {
        var plan = new SessionPlan(List.of(session(2, "09:00"), session(1, "15:00"), session(1, "09:00")));
        assertThat(plan.halfDays(FIRST))
                .extracting(HalfDay::key)
                .containsExactly("1-MORNING", "1-AFTERNOON", "2-MORNING");
        assertThat(plan.sessions()).extracting(Planned::day).containsExactly(1, 1, 2);
    }

    @Test
    void aMeetingOfWhichTheEditionSaysNothingGetsWorkshopsOnTheThemesInTurn() {
        var edition = mock(Edition.class);
        when(edition.sessionsOf(any())).thenReturn(List.of());
        when(edition.themes()).thenReturn(List.of(text("الجودة"), text("اللوجستيك"), text("التسويق")));
        var plan = SessionPlan.of(meeting(2), edition);
        assertThat(plan.sessions())
                .extracting(Planned::titleAr)
                .containsExactly("الجودة", "اللوجستيك", "التسويق", "الجودة");
        assertThat(plan.halfDays(FIRST)).hasSize(4);
    }

    private static Planned session(int day, String starts) {
        var from = LocalTime.parse(starts);
        return new Planned(null, null, SessionKind.WORKSHOP, day, from, from.plusHours(1), "ورشة", null, null);
    }

    private static TrainingMeeting meeting(int days) {
        return new TrainingMeeting(
                new MeetingId(7),
                new CycleId(1),
                1,
                null,
                false,
                true,
                text("اللقاء"),
                text("سيدي بنور"),
                FIRST,
                FIRST.plusDays(days - 1L),
                100,
                FIRST,
                FIRST.plusDays(days - 1L));
    }

    private static Bilingual text(String ar) {
        return new Bilingual(ar, ar);
    }
}
