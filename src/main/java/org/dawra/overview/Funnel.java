package org.dawra.overview;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many come through, step by step.
 *
 * @param title of the meeting it is about; null for the whole year
 * @param unit what is counted, its words are {@code overview.funnel.<unit>}
 */
record Funnel(@Nullable String title, String unit, List<Step> steps) {

    /**
     * A step.
     *
     * @param name its words are {@code overview.step.<name>}
     * @param ofFirst share of the first step's count
     * @param ofBefore share of the count of the step before
     */
    record Step(String name, int count, double ofFirst, double ofBefore, Span bar) {}

    /** Whether there is anything in it. */
    boolean isEmpty() {
        return steps.stream().allMatch(step -> step.count() == 0);
    }

    /** From the lists: people. */
    static Funnel people(YearFigures year, boolean rightToLeft) {
        var all = year.registrations();
        return new Steps(rightToLeft)
                .then("registered", all.all())
                .then("accepted", all.accepted())
                .done(null, "people");
    }

    /** From the seats of these meetings together to the answers. */
    static Funnel seats(List<YearFigures.Meeting> meetings, boolean rightToLeft) {
        return seats(
                null,
                meetings.stream()
                        .map(YearFigures.Meeting::total)
                        .reduce(YearFigures.Share.NOTHING, YearFigures.Share::plus),
                meetings.stream()
                        .mapToInt(meeting -> meeting.survey().answered())
                        .sum(),
                rightToLeft);
    }

    /** From the seats of a meeting to the answers. */
    static Funnel seats(String title, YearFigures.Meeting meeting, boolean rightToLeft) {
        return seats(title, meeting.total(), meeting.survey().answered(), rightToLeft);
    }

    private static Funnel seats(@Nullable String title, YearFigures.Share total, int answered, boolean rightToLeft) {
        return new Steps(rightToLeft)
                .then("seat", total.admitted())
                .then("confirmed", total.confirmed())
                .then("present", total.present())
                .then("certificate", total.issued())
                .then("answered", answered)
                .done(title, "seats");
    }

    /** Steps as they come; each bar is measured by the longest. */
    private static final class Steps {

        private final boolean rightToLeft;
        private final List<String> names = new ArrayList<>();
        private final List<Integer> counts = new ArrayList<>();

        Steps(boolean rightToLeft) {
            this.rightToLeft = rightToLeft;
        }

        Steps then(String name, int count) {
            names.add(name);
            counts.add(count);
            return this;
        }

        Funnel done(@Nullable String title, String unit) {
            var most = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
            var steps = new ArrayList<Step>();
            for (var i = 0; i < names.size(); i++) {
                var count = counts.get(i);
                steps.add(new Step(
                        names.get(i),
                        count,
                        share(count, counts.get(0)),
                        share(count, counts.get(Math.max(0, i - 1))),
                        Span.bar(count, most, rightToLeft)));
            }
            return new Funnel(title, unit, List.copyOf(steps));
        }

        private static double share(int count, int of) {
            return of == 0 ? 0 : (double) count / of;
        }
    }
}
