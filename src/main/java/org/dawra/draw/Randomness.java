package org.dawra.draw;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dawra.engine.Fields;

/**
 * Randomness that nobody in the house made: numbers drawn in the hall before a witness, or the value that a public source
 * published after the pool was frozen.
 *
 * @param method where it comes from
 * @param text the canonical form that the order is computed from
 */
record Randomness(Method method, String text) {

    /** Where randomness comes from. */
    enum Method {
        /** Numbers drawn in the hall. */
        HALL,
        /** A round of drand's network {@code quicknet}. */
        PUBLIC
    }

    /** At least so many numbers: three of ninety balls already make 117,480 outcomes, the one-time code does the rest. */
    private static final int FEWEST_NUMBERS = 3;

    private static final int MOST_NUMBERS = 40;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,4}(?:[\\s,;،/-]+[0-9]{1,4})*");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;،/-]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Round R of quicknet is published at genesis + 3·(R−1) seconds (drand, chain information of quicknet). */
    private static final Instant QUICKNET_GENESIS = Instant.ofEpochSecond(1_692_803_367L);

    private static final Duration QUICKNET_PERIOD = Duration.ofSeconds(3);

    /**
     * Reads the fields {@code method}, {@code randomness} and {@code round}.
     *
     * @throws org.dawra.engine.Refused when they are not what the method asks for, or could have been known before freezing
     */
    static Randomness read(Fields fields, Instant frozenAt, Instant now) {
        return switch (fields.option("method", Method.class)) {
            case HALL -> hall(fields);
            case PUBLIC -> quicknet(fields, frozenAt, now);
        };
    }

    private static Randomness hall(Fields fields) {
        var typed = western(fields.text("randomness", 300));
        if (!NUMBERS.matcher(typed).matches()) {
            throw fields.refused("randomness", "draw.randomness.numbers", FEWEST_NUMBERS);
        }
        var numbers = BETWEEN.splitAsStream(typed).mapToInt(Integer::parseInt).toArray();
        if (numbers.length < FEWEST_NUMBERS || numbers.length > MOST_NUMBERS) {
            throw fields.refused("randomness", "draw.randomness.numbers", FEWEST_NUMBERS);
        }
        var text = new StringBuilder();
        for (var number : numbers) {
            text.append(text.isEmpty() ? "" : " ").append(number);
        }
        return new Randomness(Method.HALL, text.toString());
    }

    private static Randomness quicknet(Fields fields, Instant frozenAt, Instant now) {
        var hex = fields.text("randomness", 300).toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw fields.refused("randomness", "draw.randomness.hex");
        }
        var round = fields.integer("round", 1, Integer.MAX_VALUE);
        var published = QUICKNET_GENESIS.plus(QUICKNET_PERIOD.multipliedBy(round - 1L));
        if (!published.isAfter(frozenAt)) {
            throw fields.refused("round", "draw.randomness.roundTooOld");
        }
        if (published.isAfter(now)) {
            throw fields.refused("round", "draw.randomness.roundToCome");
        }
        return new Randomness(Method.PUBLIC, "drand-quicknet/" + round + "/" + hex);
    }

    /** Some keyboards of Arabic write ٠ to ٩. */
    private static String western(String typed) {
        var text = new StringBuilder();
        typed.chars().forEach(c -> text.append((char) (c >= '٠' && c <= '٩' ? c - '٠' + '0' : c)));
        return text.toString();
    }
}
