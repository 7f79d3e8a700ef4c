package org.dawra.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.dawra.award.AwardSelection;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.consultation.ConsultationCounts.Sheets;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.PrizeDraw;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.evaluation.SurveyResults;
import org.dawra.overview.Figure.Measure;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementState;
import org.dawra.registration.BeneficiaryRegistration;
import org.dawra.registration.RegistrationCounts.OnList;
import org.dawra.report.GeneralReport;
import org.dawra.training.Attendances.HalfDaysConfirmed;
import org.dawra.training.TrainingDelivery;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one year. Every province of the edition is there, with zeros where nothing is, and no person.
 *
 * @param lists by province code, in the edition's order
 * @param meetings by day
 * @param draw where the prize draw stands; null where there is none, or not yet
 * @param reported when the general report was published
 */
record YearFigures(
        TrainingCycle cycle,
        Sheets sheets,
        Map<AgreementKind, Map<AgreementState, Integer>> agreements,
        Map<String, OnList> lists,
        List<Meeting> meetings,
        int laureates,
        DrawRecord.@Nullable State draw,
        @Nullable Instant reported) {

    /** Whether the draw has been held, so that there is a record of it. */
    public boolean drawn() {
        return draw == DrawRecord.State.DRAWN || draw == DrawRecord.State.PUBLISHED;
    }

    /**
     * The counts of one meeting.
     *
     * @param provinces by province code, in the edition's order
     * @param summaries sessions whose summary is written
     * @param sessions all sessions of which a summary is written
     */
    record Meeting(
            TrainingMeeting meeting,
            Map<String, Share> provinces,
            int summaries,
            int sessions,
            HalfDaysConfirmed halfDays,
            SurveyResults.Share survey) {

        /** All provinces together. */
        Share total() {
            return provinces.values().stream().reduce(Share.NOTHING, Share::plus);
        }
    }

    /**
     * What belongs to a province in one meeting.
     *
     * @param quota seats that are the province's; 0 while they are not shared
     * @param admitted seats whose holders are expected
     * @param confirmed those of them who said that they come
     * @param waiting on the waiting list
     * @param present who took part
     * @param planned certificates that are due and not issued yet
     * @param issued certificates that hold good
     * @param failed certificates that could not be issued
     */
    record Share(
            int quota,
            int admitted,
            int confirmed,
            int declined,
            int waiting,
            int present,
            int planned,
            int issued,
            int failed) {

        static final Share NOTHING = new Share(0, 0, 0, 0, 0, 0, 0, 0, 0);

        Share plus(Share other) {
            return new Share(
                    quota + other.quota,
                    admitted + other.admitted,
                    confirmed + other.confirmed,
                    declined + other.declined,
                    waiting + other.waiting,
                    present + other.present,
                    planned + other.planned,
                    issued + other.issued,
                    failed + other.failed);
        }

        /** Certificates that somebody is or was to have. */
        int certificates() {
            return planned + issued + failed;
        }
    }

    /** The registrations of all provinces. */
    OnList registrations() {
        return lists.values().stream()
                .reduce(
                        OnList.NONE,
                        (one, other) -> new OnList(
                                one.waiting() + other.waiting(),
                                one.accepted() + other.accepted(),
                                one.refused() + other.refused(),
                                one.withdrawn() + other.withdrawn()));
    }

    /** All meetings and provinces together. */
    Share total() {
        return meetings.stream().map(Meeting::total).reduce(Share.NOTHING, Share::plus);
    }

    /** The meetings at which somebody is known to have been. */
    List<Meeting> held() {
        return meetings.stream().filter(m -> m.total().present() > 0).toList();
    }

    /** A province in all meetings together. */
    Share total(String province) {
        return meetings.stream()
                .map(meeting -> meeting.provinces().getOrDefault(province, Share.NOTHING))
                .reduce(Share.NOTHING, Share::plus);
    }

    /** The surveys of all meetings together. */
    SurveyResults.Share survey() {
        return new SurveyResults.Share(
                sum(meetings, m -> m.survey().asked()),
                sum(meetings, m -> m.survey().answered()));
    }

    /** Agreements of a kind in one state. */
    int agreements(AgreementKind kind, AgreementState state) {
        return agreements.getOrDefault(kind, Map.of()).getOrDefault(state, 0);
    }

    /** Agreements of a kind. */
    int agreements(AgreementKind kind) {
        return agreements.getOrDefault(kind, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** What there is to count at the places of the models where it is worked on; a thing of which there is nothing yet is missing. */
    List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        var year = cycle.id().key();
        var add = new Adding(figures);
        add.at(AnnualCycle.KEY, year, AnnualCycle.CONSULTATION, Measure.SHEETS, sheets.filled(), sheets.all());
        add.at(
                CoordinatorConsultation.KEY,
                year,
                CoordinatorConsultation.FILL_SHEET,
                Measure.SHEETS,
                sheets.filled(),
                sheets.all());
        var accepted = registrations().accepted();
        var listed = accepted + registrations().waiting();
        add.at(AnnualCycle.KEY, year, AnnualCycle.REGISTRATION, Measure.LISTS, accepted, listed);
        add.at(
                BeneficiaryRegistration.KEY,
                year,
                BeneficiaryRegistration.VALIDATE_LIST,
                Measure.LISTS,
                accepted,
                listed);
        add.at(
                AnnualCycle.KEY,
                year,
                AnnualCycle.PARTNERSHIP_AGREEMENT,
                Measure.AGREEMENTS,
                agreements(AgreementKind.PARTNER, AgreementState.SIGNED),
                agreements(AgreementKind.PARTNER));
        add.at(
                AnnualCycle.KEY,
                year,
                AnnualCycle.INSTITUTION_AGREEMENT,
                Measure.INSTITUTION_AGREEMENTS,
                agreements(AgreementKind.INSTITUTIONS, AgreementState.SIGNED),
                agreements(AgreementKind.INSTITUTIONS));
        meetings.forEach(meeting -> addMeeting(add, meeting));
        addMeetings(add, year, true, AnnualCycle.FIXED_DELIVERY, AnnualCycle.FIXED_EVALUATION);
        addMeetings(add, year, false, AnnualCycle.DELIVERY, AnnualCycle.EVALUATION);
        var award = cycle.edition().award();
        if (award != null) {
            add.at(AnnualCycle.KEY, year, AnnualCycle.AWARD, Measure.LAUREATES, laureates, award.laureates());
            add.at(
                    AwardSelection.KEY,
                    year,
                    AwardSelection.MAKE_DIPLOMAS,
                    Measure.LAUREATES,
                    laureates,
                    award.laureates());
        }
        if (cycle.edition().draw() != null) {
            var drawn = draw == DrawRecord.State.PUBLISHED ? 1 : 0;
            add.at(AnnualCycle.KEY, year, AnnualCycle.DRAW, Measure.DRAW, drawn, 1);
            add.at(PrizeDraw.KEY, year, PrizeDraw.PUBLISH_RECORD, Measure.DRAW, drawn, 1);
        }
        var published = reported == null ? 0 : 1;
        add.at(AnnualCycle.KEY, year, AnnualCycle.GENERAL_REPORT, Measure.REPORT, published, 1);
        add.at(GeneralReport.KEY, year, GeneralReport.PUBLISH, Measure.REPORT, published, 1);
        return List.copyOf(figures);
    }

    /**
     * What a reader wants to know first, in the order of the year; a thing of which there is nothing yet is missing.
     *
     * @param done so many
     * @param of of so many
     */
    record Headline(Measure measure, int done, int of) {}

    /** The year in a few numbers. */
    public List<Headline> headlines() {
        var total = total();
        var survey = survey();
        var accepted = registrations().accepted();
        return Stream.of(
                        new Headline(Measure.SHEETS, sheets.filled(), sheets.all()),
                        new Headline(
                                Measure.AGREEMENTS,
                                agreements(AgreementKind.PARTNER, AgreementState.SIGNED),
                                agreements(AgreementKind.PARTNER)),
                        new Headline(
                                Measure.LISTS,
                                accepted,
                                accepted + registrations().waiting()),
                        new Headline(
                                Measure.SEATS,
                                total.admitted(),
                                total.admitted() == 0
                                        ? 0
                                        : sum(meetings, m -> m.meeting().capacity())),
                        new Headline(
                                Measure.PRESENT,
                                total.present(),
                                sum(held(), m -> m.total().admitted())),
                        new Headline(Measure.CERTIFICATES, total.issued(), total.certificates()),
                        new Headline(Measure.ANSWERS, survey.answered(), survey.asked()))
                .filter(headline -> headline.of() > 0)
                .toList();
    }

    private void addMeetings(Adding add, String year, boolean fixed, String delivery, String evaluation) {
        var some = meetings.stream().filter(m -> m.meeting().fixed() == fixed).toList();
        add.at(
                AnnualCycle.KEY,
                year,
                delivery,
                Measure.CERTIFICATES,
                sum(some, m -> m.total().issued()),
                sum(some, m -> m.total().certificates()));
        add.at(
                AnnualCycle.KEY,
                year,
                evaluation,
                Measure.ANSWERS,
                sum(some, m -> m.survey().answered()),
                sum(some, m -> m.survey().asked()));
    }

    private static void addMeeting(Adding add, Meeting meeting) {
        var id = meeting.meeting().id().key();
        var total = meeting.total();
        var process = TrainingDelivery.KEY;
        if (total.admitted() > 0) {
            var capacity = meeting.meeting().capacity();
            add.at(process, id, TrainingDelivery.ALLOT_SEATS, Measure.SEATS, total.admitted(), capacity);
        }
        add.at(process, id, TrainingDelivery.CLOSE_SEATS, Measure.CONFIRMATIONS, total.confirmed(), total.admitted());
        add.at(process, id, TrainingDelivery.SESSION, Measure.SESSIONS, meeting.summaries(), meeting.sessions());
        add.at(
                process,
                id,
                TrainingDelivery.TICK_ATTENDANCE,
                Measure.HALF_DAYS,
                meeting.halfDays().confirmed(),
                meeting.halfDays().all());
        for (var element : List.of(TrainingDelivery.EARLY_CERTIFICATES, TrainingDelivery.FINAL_CERTIFICATES)) {
            add.at(process, id, element, Measure.CERTIFICATES, total.issued(), total.certificates());
        }
        add.at(
                CertificateIssuing.KEY,
                id,
                CertificateIssuing.ISSUE,
                Measure.CERTIFICATES,
                total.issued(),
                total.certificates());
        add.at(
                CycleEvaluation.KEY,
                id,
                CycleEvaluation.OPEN_SURVEY,
                Measure.ANSWERS,
                meeting.survey().answered(),
                meeting.survey().asked());
    }

    private static int sum(List<Meeting> meetings, ToIntFunction<Meeting> count) {
        return meetings.stream().mapToInt(count).sum();
    }

    /** Takes up what there is anything of. */
    private record Adding(List<Figure> figures) {

        void at(String process, String businessKey, String element, Measure measure, int done, int of) {
            if (of > 0) {
                figures.add(new Figure(measure, process, businessKey, element, done, of));
            }
        }
    }
}
