package org.dawra.award;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final long AOUNATE = 1;
    private static final long SAFWA = 2;
    private static final long OUM_RBIA = 3;
    private static final long OTHER = 4;
    private static final Map<String, Integer> ONE_CRITERION = Map.of("all", 100);

    @Test
    void pointsWeighAsTheirCriterionDoes() {
        var ranking = Ranking.of(
                List.of(AOUNATE, SAFWA),
                Map.of("innovation", 70, "social", 30),
                List.of(
                        new Ranking.Score("a", AOUNATE, "innovation", 10),
                        new Ranking.Score("a", AOUNATE, "social", 0),
                        new Ranking.Score("a", SAFWA, "innovation", 6),
                        new Ranking.Score("a", SAFWA, "social", 9)));

        assertThat(of(ranking, AOUNATE).mean().value()).isEqualTo(7.0);
        assertThat(of(ranking, SAFWA).mean().value()).isEqualTo(6.9);
        assertThat(of(ranking, AOUNATE).meanPlace()).isEqualTo(1);
        assertThat(of(ranking, SAFWA).meanPlace()).isEqualTo(2);
    }

    @Test
    void aJurorWithAConflictIsLeftOutOfTheMeanAndTheComparisons() {
        var ranking = ranking(Map.of("a", points(8, 6, 4), "b", points(null, 6, 9)));

        assertThat(of(ranking, AOUNATE).mean().value()).isEqualTo(8.0);
        assertThat(of(ranking, SAFWA).mean().value()).isEqualTo(6.0);
        assertThat(of(ranking, OUM_RBIA).mean().value()).isEqualTo(6.5);
        assertThat(of(ranking, AOUNATE).comparisons()).isEqualTo(new Ranking.Share(4, 4));
        assertThat(of(ranking, SAFWA).comparisons()).isEqualTo(new Ranking.Share(2, 6));
        assertThat(of(ranking, OUM_RBIA).comparisons()).isEqualTo(new Ranking.Share(2, 6));
    }

    @Test
    void withoutConflictsComparisonsOrderAsBordasCountDoes() {
        var ranking = ranking(Map.of("a", points(9, 8, 1), "b", points(7, 9, 2), "c", points(8, 3, 6)));

        // Borda (2, 1, 0 a juror): 2+1+2, 1+2+0, 0+0+1 of 6
        assertThat(of(ranking, AOUNATE).comparisons().value()).isEqualTo(5 / 6.0);
        assertThat(of(ranking, SAFWA).comparisons().value()).isEqualTo(3 / 6.0);
        assertThat(of(ranking, OUM_RBIA).comparisons().value()).isEqualTo(1 / 6.0);
    }

    @Test
    void equalResultsShareAPlaceAndTheNextOneIsLeftOut() {
        var ranking = ranking(Map.of("a", points(8, 8, 5)));

        assertThat(of(ranking, AOUNATE).meanPlace()).isEqualTo(1);
        assertThat(of(ranking, SAFWA).meanPlace()).isEqualTo(1);
        assertThat(of(ranking, OUM_RBIA).meanPlace()).isEqualTo(3);
        assertThat(of(ranking, SAFWA).comparisonPlace()).isEqualTo(1);
        assertThat(of(ranking, OUM_RBIA).comparisonPlace()).isEqualTo(3);
    }

    @Test
    void theMethodsAgreeWhenTheyNameTheSameInstitutionsWhateverTheOrder() {
        var ranking = ranking(Map.of("a", points(10, 8, 1), "b", points(7, 8, 1), "c", points(7, 8, 2)));

        assertThat(of(ranking, AOUNATE).meanPlace()).isEqualTo(1);
        assertThat(of(ranking, SAFWA).comparisonPlace()).isEqualTo(1);
        assertThat(ranking.agreed(2)).contains(Set.of(AOUNATE, SAFWA));
        assertThat(ranking.agreed(1))
                .as("the mean says one, the comparisons the other")
                .isEmpty();
    }

    @Test
    void aTieAtTheLastAwardIsForTheJury() {
        var ranking = ranking(Map.of("a", points(9, 6, 6)));

        assertThat(ranking.agreed(1)).contains(Set.of(AOUNATE));
        assertThat(ranking.agreed(2)).isEmpty();
        assertThat(ranking.agreed(3)).contains(Set.of(AOUNATE, SAFWA, OUM_RBIA));
    }

    @Test
    void aTieAboveTheLastAwardChangesNothing() {
        assertThat(ranking(Map.of("a", points(8, 8, 5))).agreed(2)).contains(Set.of(AOUNATE, SAFWA));
    }

    @Test
    void aNomineeWhomNobodyCouldScoreIsForTheJury() {
        var ranking = ranking(Map.of("a", points(9, 6, null)));

        assertThat(of(ranking, OUM_RBIA).meanPlace()).isNull();
        assertThat(ranking.agreed(1)).isEmpty();
        assertThat(ranking.agreed(3)).isEmpty();
    }

    @Test
    void asManyNomineesAsAwardsAllGetOne() {
        assertThat(ranking(Map.of("a", points(5, 6, 7))).agreed(5)).contains(Set.of(AOUNATE, SAFWA, OUM_RBIA));
        assertThat(Ranking.of(List.of(AOUNATE), ONE_CRITERION, List.of(new Ranking.Score("a", AOUNATE, "all", 0)))
                        .agreed(1))
                .contains(Set.of(AOUNATE));
    }

    @Test
    void withoutScoresNobodyIsPlaced() {
        var ranking = Ranking.of(List.of(AOUNATE, OTHER), ONE_CRITERION, List.of());

        assertThat(ranking.standings())
                .allSatisfy(s -> assertThat(s.meanPlace()).isNull());
        assertThat(ranking.agreed(1)).isEmpty();
    }

    @Test
    void thirdsAreComparedExactly() {
        var scores = new ArrayList<Ranking.Score>();
        for (var juror : List.of("a", "b", "c")) {
            scores.add(new Ranking.Score(juror, AOUNATE, "all", juror.equals("a") ? 8 : 7));
        }
        scores.add(new Ranking.Score("a", SAFWA, "all", 7));
        scores.add(new Ranking.Score("b", SAFWA, "all", 8));
        scores.add(new Ranking.Score("c", SAFWA, "all", 7));

        var ranking = Ranking.of(List.of(AOUNATE, SAFWA), ONE_CRITERION, scores);

        assertThat(of(ranking, AOUNATE).meanPlace()).isEqualTo(1);
        assertThat(of(ranking, SAFWA).meanPlace()).isEqualTo(1);
    }

    private static Integer[] points(Integer... points) {
        return points;
    }

    private static Ranking ranking(Map<String, Integer[]> jurors) {
        var scores = new ArrayList<Ranking.Score>();
        var nominees = List.of(AOUNATE, SAFWA, OUM_RBIA);
        jurors.forEach((juror, points) -> {
            for (var i = 0; i < nominees.size(); i++) {
                if (points[i] != null) {
                    scores.add(new Ranking.Score(juror, nominees.get(i), "all", points[i]));
                }
            }
        });
        return Ranking.of(nominees, ONE_CRITERION, scores);
    }

    private static Ranking.Standing of(Ranking ranking, long nomination) {
        return ranking.standings().stream()
                .filter(s -> s.nomination() == nomination)
                .findFirst()
                .orElseThrow();
    }
}
