package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawOrderTest {

    private static final String CODE = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String FINGERPRINT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Computed with the Python program that the public page shows. */
    private static final List<Integer> KNOWN = List.of(5, 12, 10, 8, 2, 11, 6, 1, 7, 4, 3, 9);

    @Test
    void theSameInputAlwaysGivesTheSameOrderAndItIsTheOneOthersCompute() {
        assertThat(DrawOrder.of(CODE, FINGERPRINT, "12 7 45", 12)).isEqualTo(KNOWN);
    }

    @Test
    void everyTicketIsDrawnOnce() {
        assertThat(DrawOrder.of(CODE, FINGERPRINT, "12 7 45", 500))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 500).boxed().toList());
    }

    @Test
    void aTicketThatIsAddedLeavesTheOrderOfTheOthersAlone() {
        var without = DrawOrder.of(CODE, FINGERPRINT, "12 7 45", 30);
        var with = DrawOrder.of(CODE, FINGERPRINT, "12 7 45", 31);

        assertThat(with.stream().filter(n -> n != 31).toList()).isEqualTo(without);
    }

    @Test
    void codeFingerprintAndRandomnessEachChangeTheOrder() {
        var order = DrawOrder.of(CODE, FINGERPRINT, "12 7 45", 12);

        assertThat(DrawOrder.of(CODE.replace('0', '1'), FINGERPRINT, "12 7 45", 12))
                .isNotEqualTo(order);
        assertThat(DrawOrder.of(CODE, FINGERPRINT.replace('e', 'f'), "12 7 45", 12))
                .isNotEqualTo(order);
        assertThat(DrawOrder.of(CODE, FINGERPRINT, "7 12 45", 12)).isNotEqualTo(order);
    }

    @Test
    void anEmptyPoolHasNoOrder() {
        assertThat(DrawOrder.of(CODE, FINGERPRINT, "1 2 3", 0)).isEmpty();
    }
}
