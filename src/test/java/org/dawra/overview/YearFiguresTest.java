package org.dawra.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.ModelElements;
import org.dawra.consultation.ConsultationCounts.Sheets;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.evaluation.SurveyResults;
import org.dawra.overview.Figure.Measure;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementState;
import org.dawra.registration.RegistrationCounts.OnList;
import org.dawra.training.Attendances.HalfDaysConfirmed;
import org.junit.jupiter.api.Test;

/** Sums of a year's counts, and the places on the diagrams where they are shown. */
class YearFiguresTest {

    private final YearFigures year = aYearOfTwoMeetings("2024");

    @Test
    void sumsGoOverProvincesAndMeetings() {
        assertThat(year.registrations()).isEqualTo(new OnList(6, 24, 1, 2));
        assertThat(year.total().admitted()).isEqualTo(32);
        assertThat(year.total("sidi-bennour").issued()).isEqualTo(9);
        assertThat(year.survey()).isEqualTo(new SurveyResults.Share(20, 11));
        assertThat(year.agreements(AgreementKind.PARTNER)).isEqualTo(3);
        assertThat(year.agreements(AgreementKind.PARTNER, AgreementState.SIGNED))
                .isEqualTo(2);
        assertThat(year.agreements(AgreementKind.INSTITUTIONS)).isZero();
    }

    @Test
    void everyFigureStandsAtAPlaceThatItsModelHas() {
        assertThat(year.figures())
                .isNotEmpty()
                .allSatisfy(figure -> ModelElements.element(figure.processKey(), figure.element()))
                .allSatisfy(figure -> assertThat(figure.of()).isPositive());
        assertThat(year.figures())
                .extracting(Figure::measure)
                .contains(Measure.SHEETS, Measure.DRAW, Measure.LAUREATES);
        assertThat(year.figures())
                .contains(
                        new Figure(Measure.SHEETS, "coordinator-consultation", "1", "userTask_fillSheet", 5, 6),
                        new Figure(
                                Measure.CERTIFICATES,
                                "certificate-issuing",
                                "7",
                                "serviceTask_issueCertificates",
                                9,
                                11));
    }

    @Test
    void whatAnEditionDoesNotHaveIsNotCounted() {
        assertThat(aYearOfTwoMeetings("2026").figures())
                .extracting(Figure::measure)
                .doesNotContain(Measure.LAUREATES, Measure.DRAW);
    }

    static YearFigures aYearOfTwoMeetings(String key) {
        var edition = BundledEditions.edition(key);
        var cycle = new TrainingCycle(
                new CycleId(1),
                edition.number() + "-" + key,
                edition.number(),
                LocalDate.of(2026, 12, 1),
                TrainingCycle.State.OPEN,
                edition);
        var lists = new LinkedHashMap<String, OnList>();
        edition.provinces().forEach(province -> lists.put(province.code(), OnList.NONE));
        lists.put("sidi-bennour", new OnList(1, 20, 1, 0));
        lists.put("el-jadida", new OnList(5, 4, 0, 2));
        return new YearFigures(
                cycle,
                new Sheets(1, 5, 0),
                Map.of(AgreementKind.PARTNER, Map.of(AgreementState.SIGNED, 2, AgreementState.SIGNING, 1)),
                lists,
                List.of(meeting(7, 1, true, cycle, 9, 2), meeting(8, 2, false, cycle, 0, 0)),
                0,
                DrawRecord.State.PLANNED,
                (Instant) null);
    }

    private static YearFigures.Meeting meeting(
            long id, int ordinal, boolean fixed, TrainingCycle cycle, int issued, int planned) {
        var meeting = new TrainingMeeting(
                new MeetingId(id),
                cycle.id(),
                ordinal,
                null,
                fixed,
                true,
                new Bilingual("لقاء", "Rencontre"),
                new Bilingual("سطات", "Settat"),
                LocalDate.of(2026, 12, ordinal),
                LocalDate.of(2026, 12, ordinal),
                20,
                LocalDate.of(2026, 12, ordinal),
                LocalDate.of(2026, 12, ordinal));
        var provinces = new LinkedHashMap<String, YearFigures.Share>();
        cycle.edition().provinces().forEach(p -> provinces.put(p.code(), YearFigures.Share.NOTHING));
        provinces.put("sidi-bennour", new YearFigures.Share(10, 12, 11, 1, 3, 11, planned, issued, 0));
        provinces.put("el-jadida", new YearFigures.Share(10, 4, 4, 0, 0, 0, 0, 0, 0));
        return new YearFigures.Meeting(
                meeting, provinces, 1, 4, new HalfDaysConfirmed(1, 2), new SurveyResults.Share(10, id == 7 ? 11 : 0));
    }
}
