package org.dawra.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dawra.cycle.Edition.Question;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;

/**
 * One answer to one question; exactly one of the three values is there.
 *
 * @param question code of the question
 * @param grade 1 to 5
 * @param choice number of the chosen option, from 0
 * @param words free text
 */
record Answer(
        String question,
        @Nullable Integer grade,
        @Nullable Integer choice,
        @Nullable String words) {

    static final int BEST = 5;
    private static final int LONGEST = 2_000;

    /** Reads the answers of one person: grades and choices are required, free text is not. */
    static List<Answer> read(List<Question> questions, Fields fields) {
        var answers = new ArrayList<Answer>();
        var findings = new ArrayList<Refused.Finding>();
        for (var number = 1; number <= questions.size(); number++) {
            try {
                var answer = read(number, questions.get(number - 1), fields);
                if (answer != null) {
                    answers.add(answer);
                }
            } catch (Refused refused) {
                findings.addAll(refused.findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        return answers;
    }

    private static @Nullable Answer read(int number, Question question, Fields fields) {
        var code = question.code();
        return switch (question.kind()) {
            case SCALE -> {
                if (!fields.has(code)) {
                    throw fields.refused(code, "evaluation.chooseOne", number);
                }
                yield new Answer(code, fields.integer(code, 1, BEST), null, null);
            }
            case CHOICE -> {
                if (!fields.has(code)) {
                    throw fields.refused(code, "evaluation.chooseOne", number);
                }
                yield new Answer(
                        code, null, fields.integer(code, 0, question.options().size() - 1), null);
            }
            case TEXT -> {
                var words = fields.optionalText(code, LONGEST);
                yield words == null ? null : new Answer(code, null, null, words);
            }
        };
    }
}
