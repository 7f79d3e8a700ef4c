package org.dawra.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeatSharingTest {

    @Test
    void seatsLeftOverGoToTheLargestRemainders() {
        assertThat(SeatSharing.share(10, weights("a", 47, "b", 16, "c", 37)))
                .containsExactly(Map.entry("a", 5), Map.entry("b", 1), Map.entry("c", 4));
    }

    @Test
    void whoeverHasRegistrationsGetsASeatWhileThereAreEnough() {
        assertThat(SeatSharing.share(20, weights("a", 980, "b", 10, "c", 10)))
                .containsExactly(Map.entry("a", 18), Map.entry("b", 1), Map.entry("c", 1));
        assertThat(SeatSharing.share(20, weights("a", 10, "b", 0))).containsEntry("b", 0);
    }

    @Test
    void withFewerSeatsThanProvincesTheLargestComeFirst() {
        assertThat(SeatSharing.share(2, weights("a", 1, "b", 3, "c", 2)))
                .containsExactly(Map.entry("a", 0), Map.entry("b", 1), Map.entry("c", 1));
    }

    @Test
    void tiesGoToTheCodeThatComesFirstAndWithoutFiguresAllCountAlike() {
        assertThat(SeatSharing.share(3, weights("b", 5, "a", 5)))
                .containsEntry("a", 2)
                .containsEntry("b", 1);
        assertThat(SeatSharing.share(4, weights("a", 0, "b", 0)))
                .containsEntry("a", 2)
                .containsEntry("b", 2);
        assertThat(SeatSharing.share(4, Map.of())).isEmpty();
    }

    @Test
    void whateverTheFiguresTheSeatsAddUpAndStayWithinOneOfTheExactShareOrAtOne() {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++) {
            var weights = new LinkedHashMap<String, Integer>();
            var provinces = 1 + random.nextInt(9);
            for (var i = 0; i < provinces; i++) {
                weights.put("p" + i, random.nextInt(3) == 0 ? random.nextInt(3) : random.nextInt(400));
            }
            var seats = random.nextInt(500);
            var shares = SeatSharing.share(seats, weights);
            assertThat(shares.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(seats);
            assertThat(shares.values()).allMatch(n -> n >= 0);
            var total = weights.values().stream().mapToInt(Integer::intValue).sum();
            var positive = weights.values().stream().filter(w -> w > 0).count();
            if (total > 0 && seats >= positive) {
                weights.forEach((code, weight) ->
                        assertThat(shares.get(code) > 0).as(code).isEqualTo(weight > 0));
            }
        }
    }

    @Test
    void negativeSeatsOrFiguresAreAMistakeOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> SeatSharing.share(-1, weights("a", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> SeatSharing.share(1, weights("a", -1)));
    }

    private static Map<String, Integer> weights(Object... pairs) {
        var weights = new LinkedHashMap<String, Integer>();
        for (var i = 0; i < pairs.length; i += 2) {
            weights.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return weights;
    }
}
