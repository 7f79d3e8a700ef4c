package org.dawra.cycle;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Shares seats in proportion to weights by the rule of the largest remainder (Hamilton's method; قاعدة أكبر بقية, le plus
 * fort reste, which Moroccan electoral law uses too): each gets the whole part of its exact share, the seats left over go
 * to the largest fractions. Besides, whoever has a weight gets one seat while there are enough, so that no province with
 * registrations stays away; it is taken from those who lie furthest above their exact share. Ties go to the larger weight,
 * then to the code that comes first, so that the same input gives the same result on every machine.
 */
final class SeatSharing {

    private SeatSharing() {}

    /**
     * The seats of each, in the order of {@code weights}; they add up to {@code seats}. When nobody has a weight, all
     * count alike.
     */
    static Map<String, Integer> share(int seats, Map<String, Integer> weights) {
        if (seats < 0 || weights.values().stream().anyMatch(w -> w < 0)) {
            throw new IllegalArgumentException("Seats and weights are not negative.");
        }
        var total = weights.values().stream().mapToLong(Integer::longValue).sum();
        if (total == 0 && !weights.isEmpty()) {
            var alike = new LinkedHashMap<String, Integer>();
            weights.keySet().forEach(code -> alike.put(code, 1));
            return share(seats, alike);
        }
        // Everything is measured in parts of 1/total of a seat, so that no rounding decides.
        var shares = new LinkedHashMap<String, Integer>();
        weights.forEach((code, weight) -> {
            var whole = (int) ((long) seats * weight / total);
            shares.put(code, weight > 0 ? Math.max(1, whole) : 0);
        });
        Function<String, Long> missing =
                code -> (long) seats * weight(weights, code) - (long) weight(shares, code) * total;
        Comparator<String> mostMissing = Comparator.comparing(missing)
                .thenComparing(code -> weight(weights, code))
                .thenComparing(Comparator.<String>reverseOrder());
        var left = seats - shares.values().stream().mapToInt(Integer::intValue).sum();
        while (left > 0 && !shares.isEmpty()) {
            var code = shares.keySet().stream()
                    .filter(c -> weight(weights, c) > 0)
                    .max(mostMissing)
                    .orElseThrow();
            shares.merge(code, 1, Integer::sum);
            left--;
        }
        while (left < 0) {
            var least = shares.values().stream().anyMatch(n -> n > 1) ? 1 : 0;
            var code = shares.keySet().stream()
                    .filter(c -> weight(shares, c) > least)
                    .min(mostMissing)
                    .orElseThrow();
            shares.merge(code, -1, Integer::sum);
            left++;
        }
        return shares;
    }

    private static int weight(Map<String, Integer> weights, String code) {
        return weights.getOrDefault(code, 0);
    }
}
