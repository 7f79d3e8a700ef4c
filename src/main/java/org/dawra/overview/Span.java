package org.dawra.overview;

import java.util.Locale;

/**
 * Where a mark lies on a chart as wide as its frame, in per cent from the left as SVG counts: from the reader's own edge
 * where the page reads from the right.
 *
 * @param x as {@code 12.5%}
 * @param width as {@code 30%}
 */
record Span(String x, String width) {

    /** What is there is seen, however little it is. */
    private static final double NARROWEST = 0.8;

    private static final double ALL = 100;

    /** From one share of the whole to another, each from 0 to 1; what lies outside is cut off. */
    static Span between(double from, double to, boolean rightToLeft) {
        var start = ALL * clamp(Math.min(from, to));
        var width = Math.min(Math.max(ALL * clamp(Math.max(from, to)) - start, NARROWEST), ALL);
        start = Math.min(start, ALL - width);
        return new Span(percent(rightToLeft ? ALL - start - width : start), percent(width));
    }

    /** A count of the most there is, drawn from the reader's edge; nothing for 0, all for more than the most. */
    static Span bar(long count, long most, boolean rightToLeft) {
        return count <= 0 || most <= 0
                ? new Span(rightToLeft ? percent(ALL) : percent(0), percent(0))
                : between(0, (double) count / most, rightToLeft);
    }

    /** A place at a share of the whole. */
    static String at(double share, boolean rightToLeft) {
        var x = ALL * clamp(share);
        return percent(rightToLeft ? ALL - x : x);
    }

    private static double clamp(double share) {
        return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
    }

    private static String percent(double value) {
        var rounded = Math.round(value * ALL) / ALL;
        return rounded == Math.rint(rounded) ? (long) rounded + "%" : String.format(Locale.ROOT, "%.2f%%", rounded);
    }
}
