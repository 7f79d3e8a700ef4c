package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomnessTest {

    private static final String HEX = "0f".repeat(32);
    private static final Instant FROZEN = Instant.parse("2024-12-29T16:00:00Z");
    private static final Instant NOW = Instant.parse("2024-12-29T16:20:00Z");

    /** The first round of quicknet after FROZEN: genesis + 3·(R−1) seconds. */
    private static final long ROUND = (FROZEN.getEpochSecond() - 1_692_803_367L) / 3 + 2;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12 7 45|12 7 45", "12, 7,45|12 7 45", "012-7-45|12 7 45", "١٢، ٧، ٤٥|12 7 45", "1 2 3 4|1 2 3 4"})
    void numbersDrawnInTheHallHaveOneCanonicalForm(String typed, String canonical) {
        assertThat(read(Map.of("method", "HALL", "randomness", typed)))
                .isEqualTo(new Randomness(Randomness.Method.HALL, canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "12 7", "douze sept", "12 7 45x", "-1 2 3", "12345 1 2", "1 2 3;drop table"})
    void whatIsNotAListOfNumbersIsRefusedAtItsField(String typed) {
        refused("randomness", Map.of("method", "HALL", "randomness", typed));
    }

    @Test
    void aRoundOfDrandKeepsItsNumber() {
        assertThat(read(Map.of("method", "PUBLIC", "randomness", HEX.toUpperCase(), "round", ROUND)))
                .isEqualTo(new Randomness(Randomness.Method.PUBLIC, "drand-quicknet/" + ROUND + "/" + HEX));
    }

    @Test
    void aRoundThatWasKnownWhenThePoolWasFrozenIsRefused() {
        refused("round", Map.of("method", "PUBLIC", "randomness", HEX, "round", ROUND - 1));
    }

    @Test
    void aRoundThatIsNotPublishedYetIsRefused() {
        refused("round", Map.of("method", "PUBLIC", "randomness", HEX, "round", ROUND + 1_000));
    }

    @Test
    void aPublicValueOfAnotherLengthIsRefused() {
        refused("randomness", Map.of("method", "PUBLIC", "randomness", HEX + "00", "round", ROUND));
        refused("randomness", Map.of("method", "PUBLIC", "randomness", "zz" + HEX.substring(2), "round", ROUND));
    }

    @Test
    void nothingIsTakenWithoutAMethodOrAValue() {
        refused("method", Map.of("randomness", "1 2 3"));
        refused("method", Map.of("method", "COIN", "randomness", "1 2 3"));
        refused("randomness", Map.of("method", "HALL"));
        refused("round", Map.of("method", "PUBLIC", "randomness", HEX));
    }

    private static Randomness read(Map<String, ?> fields) {
        return Randomness.read(Fields.of(fields), FROZEN, NOW);
    }

    private static void refused(String field, Map<String, ?> fields) {
        assertThatThrownBy(() -> read(new HashMap<>(fields)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        r -> assertThat(r.findings())
                                .extracting(Refused.Finding::field)
                                .containsExactly(field));
    }
}
