package org.dawra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition.Question;
import org.dawra.cycle.Edition.QuestionKind;
import org.dawra.cycle.MeetingTimetable;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.evaluation.SurveyFigures.Asked;
import org.junit.jupiter.api.Test;

class SurveyFiguresTest {

    private static final Question CONTENT = question("content", QuestionKind.SCALE);
    private static final Question PLACE =
            new Question("place", QuestionKind.CHOICE, text("المكان"), List.of(text("مناسب"), text("بعيد")));
    private static final Question WISHES = question("wishes", QuestionKind.TEXT);
    private static final List<Question> SURVEY = List.of(CONTENT, PLACE, WISHES);

    private final List<Asked> asked = new ArrayList<>();
    private final Map<Long, List<Answer>> answers = new HashMap<>();

    @Test
    void gradesAreCountedAndAveraged() {
        answered("a", 5);
        answered("a", 4);
        answered("a", 4);
        var figures = SurveyFigures.questions(SURVEY, 3, all());
        assertThat(figures.get(0).counts()).containsExactly(0, 0, 0, 2, 1);
        assertThat(figures.get(0).mean()).isCloseTo(4.333, within(0.001));
        assertThat(figures.get(1).counts()).containsExactly(3, 0);
        assertThat(figures.get(1).mean()).isNull();
    }

    @Test
    void nothingIsToldOfFewerThanThree() {
        answered("a", 5);
        answered("a", 1);
        assertThat(SurveyFigures.questions(SURVEY, 2, all())).isEmpty();
    }

    @Test
    void aSmallProvinceIsHiddenAndWhatWouldGiveItAwayToo() {
        for (var i = 0; i < 6; i++) {
            answered("big", 5);
        }
        for (var i = 0; i < 4; i++) {
            answered("middle", 4);
        }
        answered("small", 1);
        silent("empty");
        var figures = SurveyFigures.provinces(List.of("small", "big", "middle", "empty"), asked, answers);
        assertThat(figures.keySet()).containsExactly("small", "big", "middle", "empty");
        assertThat(figures.get("small").mean()).isNull();
        assertThat(figures.get("middle").mean())
                .as("the total less the others would tell the small one")
                .isNull();
        assertThat(figures.get("big").mean()).isEqualTo(5.0);
        assertThat(figures.get("empty").mean()).isNull();
        assertThat(figures.get("small").answered()).isEqualTo(1);
    }

    @Test
    void twoSmallProvincesHideEachOther() {
        answered("one", 1);
        answered("two", 2);
        for (var i = 0; i < 3; i++) {
            answered("big", 5);
        }
        var figures = SurveyFigures.provinces(List.of("one", "two", "big"), asked, answers);
        assertThat(figures.get("big").mean()).isEqualTo(5.0);
        assertThat(figures.get("one").mean()).isNull();
    }

    @Test
    void theResponseRateCountsTheSilent() {
        answered("a", 3);
        silent("a");
        silent("a");
        silent("a");
        var figures = SurveyFigures.provinces(List.of("a"), asked, answers).get("a");
        assertThat(figures.responseRate()).isEqualTo(0.25);
    }

    @Test
    void freeTextsStandByTheAlphabet() {
        for (var words : List.of("ياسر", "أمل", "نور")) {
            var id = (long) asked.size();
            asked.add(new Asked(id, "a", true));
            answers.put(id, List.of(new Answer("wishes", null, null, words)));
        }
        assertThat(SurveyFigures.questions(SURVEY, 3, all()).get(2).texts()).containsExactly("أمل", "نور", "ياسر");
    }

    @Test
    void gradesAndChoicesAreRequiredAndTextIsNot() {
        var read = Answer.read(SURVEY, Fields.of(Map.of("content", "4", "place", "1")));
        assertThat(read).containsExactly(new Answer("content", 4, null, null), new Answer("place", null, 1, null));
        assertThatThrownBy(() -> Answer.read(SURVEY, Fields.of(Map.of("content", "6", "wishes", "x"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("content", "place"));
        assertThatThrownBy(() -> Answer.read(
                        SURVEY, Fields.of(Map.of("content", "3", "place", "2", "wishes", "x".repeat(2_001)))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly("place", "wishes"));
    }

    @Test
    void aLinkIsOfOneResponseUnderOneSecret() {
        var secret = SurveyLinks.newSecret();
        var token = SurveyLinks.token(4_711, secret);
        assertThat(SurveyLinks.response(token)).hasValue(4_711);
        assertThat(SurveyLinks.genuine(token, 4_711, secret)).isTrue();
        assertThat(SurveyLinks.genuine(token.toLowerCase(Locale.ROOT), 4_711, secret))
                .isTrue();
        assertThat(SurveyLinks.genuine(token, 4_712, secret)).isFalse();
        assertThat(SurveyLinks.genuine(token, 4_711, SurveyLinks.newSecret())).isFalse();
        var last = token.charAt(token.length() - 1);
        var altered = token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A');
        assertThat(SurveyLinks.genuine(altered, 4_711, secret)).isFalse();
        for (var nonsense : List.of("", "-", "x", "hall", "-ABC", "éé-1", "zzzzzzzzzzzzzzzzzzzz-1", "-1-1")) {
            assertThat(SurveyLinks.response(nonsense).isPresent() && SurveyLinks.genuine(nonsense, 4_711, secret))
                    .as(nonsense)
                    .isFalse();
        }
    }

    @Test
    void aSurveyOpensInTheHallAndRemindsHalfWay() {
        var begins = Instant.parse("2026-02-01T08:00:00Z");
        var times = SurveyTimes.of(new MeetingTimetable(
                begins,
                begins,
                begins,
                begins.plusSeconds(7 * 3_600),
                begins.plusSeconds(9 * 3_600),
                begins.plusSeconds(10 * 3_600),
                begins.plusSeconds(10 * 3_600 + 8 * 86_400)));
        assertThat(times.opens()).isEqualTo(begins.plusSeconds(6 * 3_600));
        assertThat(times.reminder()).isEqualTo(begins.plusSeconds(10 * 3_600 + 4 * 86_400));
        assertThat(times.closes()).isBefore(times.resultsDue());
    }

    private void answered(String province, int grade) {
        var id = (long) asked.size();
        asked.add(new Asked(id, province, true));
        answers.put(id, List.of(new Answer("content", grade, null, null), new Answer("place", null, 0, null)));
    }

    private void silent(String province) {
        asked.add(new Asked(asked.size(), province, false));
    }

    private List<Answer> all() {
        return answers.values().stream().flatMap(List::stream).toList();
    }

    private static Question question(String code, QuestionKind kind) {
        return new Question(code, kind, text(code), List.of());
    }

    private static Bilingual text(String ar) {
        return new Bilingual(ar, ar);
    }
}
