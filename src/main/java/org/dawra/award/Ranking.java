package org.dawra.award;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nominees by two methods. The first is the weighted mean of the points that jurors without a conflict gave. The second
 * looks only at how each juror placed nominees: the share of a juror's pairwise comparisons that a nominee won, a tie
 * counting half; where nobody has a conflict it orders as Borda's count and as the mean of places do, and a juror who is
 * generous with points weighs no more than a strict one. Where both give the award to the same institutions, it is
 * settled; otherwise the jury deliberates.
 *
 * @param standings by the first method, equal ones in the order of nomination
 */
record Ranking(List<Standing> standings) {

    /** Weights are whole percent. */
    private static final int FULL_WEIGHT = 100;

    Ranking {
        standings = List.copyOf(standings);
    }

    /** Points from 0 to 10 that a juror gave for a criterion. */
    record Score(String juror, long nomination, String criterion, int points) {}

    /** An exact fraction; nothing over nothing is no result. */
    record Share(long part, long whole) implements Comparable<Share> {

        static final Share NONE = new Share(0, 0);

        boolean isKnown() {
            return whole != 0;
        }

        double value() {
            return isKnown() ? (double) part / whole : 0;
        }

        Share plus(Share other) {
            return new Share(part + other.part, whole + other.whole);
        }

        /** Unknown ones stand below all others. */
        @Override
        public int compareTo(Share other) {
            return isKnown() && other.isKnown()
                    ? Long.compare(part * other.whole, other.part * whole)
                    : Boolean.compare(isKnown(), other.isKnown());
        }
    }

    /**
     * A nominee's results.
     *
     * @param mean weighted mean of the points, 0 to 10
     * @param meanPlace place by it, from 1, shared by equal ones; null without a score
     * @param comparisons share of pairwise comparisons won, 0 to 1
     * @param comparisonPlace place by it; null without a comparison
     */
    record Standing(
            long nomination,
            Share mean,
            @Nullable Integer meanPlace,
            Share comparisons,
            @Nullable Integer comparisonPlace) {}

    /** Ranks {@code nominations} by scores of the criteria with these weights. */
    static Ranking of(List<Long> nominations, Map<String, Integer> weights, List<Score> scores) {
        var totals = new LinkedHashMap<String, Map<Long, Long>>();
        for (var score : scores) {
            totals.computeIfAbsent(score.juror(), juror -> new LinkedHashMap<>())
                    .merge(score.nomination(), (long) score.points() * weight(weights, score.criterion()), Long::sum);
        }
        record Result(long nomination, Share mean, Share comparisons) {}
        var results = nominations.stream()
                .map(n -> new Result(n, mean(n, totals.values()), comparisons(n, totals.values())))
                .toList();
        var means = results.stream().map(Result::mean).toList();
        var won = results.stream().map(Result::comparisons).toList();
        return new Ranking(results.stream()
                .map(r -> new Standing(
                        r.nomination(), r.mean(), place(r.mean(), means), r.comparisons(), place(r.comparisons(), won)))
                .sorted(Comparator.comparing(Standing::mean).reversed())
                .toList());
    }

    private static int weight(Map<String, Integer> weights, String criterion) {
        var weight = weights.get(criterion);
        if (weight == null) {
            throw new IllegalArgumentException("unknown criterion " + criterion);
        }
        return weight;
    }

    private static Share mean(long nomination, Collection<Map<Long, Long>> jurors) {
        var mean = Share.NONE;
        for (var juror : jurors) {
            var own = juror.get(nomination);
            if (own != null) {
                mean = mean.plus(new Share(own, FULL_WEIGHT));
            }
        }
        return mean;
    }

    private static Share comparisons(long nomination, Collection<Map<Long, Long>> jurors) {
        var share = Share.NONE;
        for (var juror : jurors) {
            var own = juror.get(nomination);
            if (own != null) {
                for (var other : juror.entrySet()) {
                    if (other.getKey() != nomination) {
                        share = share.plus(new Share(1 + Long.compare(own, other.getValue()), 2));
                    }
                }
            }
        }
        return share;
    }

    private static @Nullable Integer place(Share share, List<Share> all) {
        return share.isKnown()
                ? 1
                        + (int) all.stream()
                                .filter(other -> other.compareTo(share) > 0)
                                .count()
                : null;
    }

    /** The award's institutions when both methods give it to the same {@code number}; empty when the jury must deliberate. */
    Optional<Set<Long>> agreed(int number) {
        var byMean = first(number, Standing::mean);
        return byMean.isPresent() && byMean.equals(first(number, Standing::comparisons)) ? byMean : Optional.empty();
    }

    /**
     * The first {@code number} by one method; empty where a tie crosses the line or a nominee has no result. Where there are
     * no more nominees than awards, all get one that have a mean: there is nobody to compare them with.
     */
    private Optional<Set<Long>> first(int number, Function<Standing, Share> method) {
        if (standings.size() <= number) {
            return standings.stream().allMatch(s -> s.mean().isKnown())
                    ? Optional.of(ids(standings))
                    : Optional.empty();
        }
        var sorted = new ArrayList<>(standings);
        sorted.sort(Comparator.comparing(method).reversed());
        var last = method.apply(sorted.get(number - 1));
        var next = method.apply(sorted.get(number));
        if (sorted.stream().anyMatch(s -> !method.apply(s).isKnown()) || last.compareTo(next) == 0) {
            return Optional.empty();
        }
        return Optional.of(ids(sorted.subList(0, number)));
    }

    private static Set<Long> ids(List<Standing> some) {
        return some.stream().map(Standing::nomination).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
