package org.dawra.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * What a year amounts to, as it was gathered: no name of a person, so that it can be published as it stands.
 *
 * @param registrations accepted registrations by province code, in the edition's order
 * @param kinds accepted registrations by kind of institution
 * @param draw null where there was none
 */
record Figures(
        Map<String, Integer> registrations,
        Map<String, Integer> kinds,
        List<Meeting> meetings,
        List<Winner> laureates,
        @Nullable Draw draw,
        List<Signed> agreements,
        List<Bilingual> recommendations) {

    /**
     * A training meeting.
     *
     * @param byProvince seats that took part by province code
     * @param mean of all grades of the survey, or null
     */
    record Meeting(
            @Nullable String code,
            Bilingual title,
            Bilingual place,
            LocalDate from,
            LocalDate to,
            boolean sample,
            int participants,
            int institutions,
            Map<String, Integer> byProvince,
            int certificates,
            int asked,
            int answered,
            @Nullable Double mean,
            List<Grade> grades,
            @Nullable String conclusion,
            List<Session> sessions) {}

    /** A session with its facilitator's summary, where there is one. */
    record Session(
            Bilingual title,
            @Nullable String summaryAr,
            @Nullable String summaryFr) {}

    /** The mean grade of a survey question. */
    record Grade(Bilingual question, double mean) {}

    /** An institution that was given the award. */
    record Winner(int place, Bilingual name, String province, Bilingual citation) {}

    /** The prize draw. */
    record Draw(int poolSize, List<Bilingual> winners, List<Bilingual> reserves) {}

    /** A signed agreement. */
    record Signed(Bilingual title, List<String> partiesAr, List<String> partiesFr, boolean betweenInstitutions) {}

    /** Accepted registrations of all provinces. */
    public int registered() {
        return registrations.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Seats that took part in a meeting. */
    public int participants() {
        return meetings.stream().mapToInt(Meeting::participants).sum();
    }

    /** Certificates of all meetings. */
    public int certificates() {
        return meetings.stream().mapToInt(Meeting::certificates).sum();
    }
}
