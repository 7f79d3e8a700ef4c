package org.dawra.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Question;
import org.dawra.cycle.MeetingId;
import org.jspecify.annotations.Nullable;

/** What the surveys say, as aggregates: nothing is told of fewer than {@link #SMALLEST_GROUP} persons. */
public interface SurveyResults {

    /** Answers of a smaller group are never shown. */
    int SMALLEST_GROUP = 3;

    /** The results of a meeting, when its survey has been opened. */
    Optional<Results> of(MeetingId meeting);

    /** The results of the cycle's meetings together, by meeting. */
    List<Results> of(CycleId cycle);

    /** How many seats of a meeting were asked, and how many of them answered. */
    record Share(int asked, int answered) {

        /** Nobody asked. */
        public static final Share NONE = new Share(0, 0);
    }

    /** Who answered, by meeting of the cycle; a meeting whose survey was not planned yet is missing. */
    Map<MeetingId, Share> shares(CycleId cycle);

    /**
     * The results of one survey.
     *
     * @param asked seats asked
     * @param answered seats that answered
     * @param byProvince answers and mean by province code
     * @param questions by the edition's order; empty when fewer than {@link #SMALLEST_GROUP} answered
     * @param conclusion the programme manager's, once reviewed
     */
    record Results(
            MeetingId meeting,
            boolean closed,
            int asked,
            int answered,
            Map<String, ProvinceFigures> byProvince,
            List<QuestionFigures> questions,
            @Nullable String conclusion) {

        /** Answered of asked, from 0 to 1. */
        public double responseRate() {
            return asked == 0 ? 0 : (double) answered / asked;
        }

        /** The mean of all grades, or null without any. */
        public @Nullable Double mean() {
            var means = questions.stream().filter(q -> q.mean() != null).toList();
            return means.isEmpty()
                    ? null
                    : means.stream()
                            .mapToDouble(q -> {
                                var mean = q.mean();
                                return mean == null ? 0 : mean;
                            })
                            .average()
                            .orElse(0);
        }
    }

    /** A province's part; {@code mean} of its grades is null where the group is too small to be shown. */
    record ProvinceFigures(
            int asked, int answered, @Nullable Double mean) {

        /** Answered of asked, from 0 to 1. */
        public double responseRate() {
            return asked == 0 ? 0 : (double) answered / asked;
        }
    }

    /**
     * A question's answers.
     *
     * @param counts for SCALE how many gave 1 to 5, for CHOICE how many chose each option, for TEXT empty
     * @param mean of a SCALE, null otherwise or without answers
     * @param texts of a TEXT, in no order that leads to a person
     */
    record QuestionFigures(
            Question question,
            int answered,
            List<Integer> counts,
            @Nullable Double mean,
            List<String> texts) {}
}
