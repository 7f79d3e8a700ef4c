package org.dawra.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** What stands for a name that was erased. */
    static final String NO_NAME = "—";

    /** The same without these names, which were one person's: laureate or winner of a prize, they stay counted. */
    Figures without(Set<String> names) {
        return new Figures(
                registrations,
                kinds,
                meetings,
                laureates.stream()
                        .map(w -> names.contains(w.name().ar())
                                ? new Winner(w.place(), nobody(), w.province(), nobody())
                                : w)
                        .toList(),
                draw == null
                        ? null
                        : new Draw(draw.poolSize(), without(names, draw.winners()), without(names, draw.reserves())),
                agreements,
                recommendations);
    }

    private static List<Bilingual> without(Set<String> names, List<Bilingual> all) {
        return all.stream()
                .map(name -> names.contains(name.ar()) ? nobody() : name)
                .toList();
    }

    private static Bilingual nobody() {
        return new Bilingual(NO_NAME, NO_NAME);
    }

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
