package org.dawra.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dawra.cycle.Edition.Question;
import org.dawra.evaluation.SurveyResults.ProvinceFigures;
import org.dawra.evaluation.SurveyResults.QuestionFigures;
import org.jspecify.annotations.Nullable;

/** The arithmetic of the results, and what of them may be shown. */
final class SurveyFigures {

    private SurveyFigures() {}

    /** A seat that was asked: its province, and whether it answered. */
    record Asked(long response, String province, boolean answered) {}

    /** Each question's answers; nothing while fewer than the smallest group answered. */
    static List<QuestionFigures> questions(List<Question> questions, int answered, Collection<Answer> answers) {
        if (answered < SurveyResults.SMALLEST_GROUP) {
            return List.of();
        }
        var byQuestion = answers.stream().collect(Collectors.groupingBy(Answer::question));
        return questions.stream()
                .map(question -> figures(question, byQuestion.getOrDefault(question.code(), List.of())))
                .toList();
    }

    private static QuestionFigures figures(Question question, List<Answer> answers) {
        return switch (question.kind()) {
            case SCALE ->
                new QuestionFigures(
                        question,
                        answers.size(),
                        counts(
                                answers.stream()
                                        .map(a -> a.grade() == null ? null : a.grade() - 1)
                                        .toList(),
                                Answer.BEST),
                        mean(answers),
                        List.of());
            case CHOICE ->
                new QuestionFigures(
                        question,
                        answers.size(),
                        counts(
                                answers.stream().map(Answer::choice).toList(),
                                question.options().size()),
                        null,
                        List.of());
            case TEXT ->
                new QuestionFigures(
                        question,
                        answers.size(),
                        List.of(),
                        null,
                        // By the alphabet: any order of time or seat would lead back to a person.
                        answers.stream()
                                .map(Answer::words)
                                .filter(Objects::nonNull)
                                .sorted()
                                .toList());
        };
    }

    /**
     * Asked, answered and mean by province, in the order given. The mean of a small group is hidden; where that hides just
     * one group, the next smallest is hidden too, or the hidden mean could be worked out from the total.
     */
    static Map<String, ProvinceFigures> provinces(
            List<String> order, List<Asked> asked, Map<Long, List<Answer>> answers) {
        var groups = new LinkedHashMap<String, List<Asked>>();
        order.forEach(province -> groups.put(province, new ArrayList<>()));
        asked.forEach(a ->
                groups.computeIfAbsent(a.province(), p -> new ArrayList<>()).add(a));
        groups.values().removeIf(List::isEmpty);
        var answered = new LinkedHashMap<String, Integer>();
        groups.forEach((province, group) -> answered.put(
                province, (int) group.stream().filter(Asked::answered).count()));
        var hidden = answered.entrySet().stream()
                .filter(e -> e.getValue() > 0 && e.getValue() < SurveyResults.SMALLEST_GROUP)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (hidden.size() == 1) {
            answered.entrySet().stream()
                    .filter(e -> e.getValue() >= SurveyResults.SMALLEST_GROUP)
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(e -> hidden.add(e.getKey()));
        }
        var figures = new LinkedHashMap<String, ProvinceFigures>();
        groups.forEach((province, group) -> {
            var given = group.stream()
                    .flatMap(a -> answers.getOrDefault(a.response(), List.of()).stream())
                    .toList();
            figures.put(
                    province,
                    new ProvinceFigures(
                            group.size(),
                            answered.getOrDefault(province, 0),
                            hidden.contains(province) ? null : mean(given)));
        });
        return figures;
    }

    /** The mean of the grades, or null without any. */
    static @Nullable Double mean(Collection<Answer> answers) {
        var grades = answers.stream()
                .map(Answer::grade)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return grades.getCount() == 0 ? null : grades.getAverage();
    }

    private static List<Integer> counts(List<@Nullable Integer> places, int size) {
        var counts = new ArrayList<Integer>(Collections.nCopies(size, 0));
        for (var place : places) {
            if (place != null && place >= 0 && place < size) {
                counts.set(place, counts.get(place) + 1);
            }
        }
        return counts;
    }
}
