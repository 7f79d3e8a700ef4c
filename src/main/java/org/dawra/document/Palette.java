package org.dawra.document;

import org.dawra.document.Block.Colour;

/**
 * The two colours of a framed paper.
 *
 * @param frame lines of the frame, titles and names; dark enough to be read on white
 * @param ornament stars, thin lines and French titles
 */
public record Palette(Colour frame, Colour ornament) {

    /** Green and gold. */
    public static final Palette GREEN_AND_GOLD = new Palette(Colour.GREEN, Colour.GOLD);

    /** What text on white must have (WCAG 2.1, 1.4.3). */
    public static final double READABLE = 4.5;

    /** What lines on white must have (WCAG 2.1, 1.4.11). */
    public static final double VISIBLE = 3;

    /** How a colour stands out from white paper: 1 not at all, 21 as black does (WCAG 2.1, relative luminance). */
    public static double contrast(Colour colour) {
        double light = 0.2126 * linear(colour.rgb() >> 16 & 255)
                + 0.7152 * linear(colour.rgb() >> 8 & 255)
                + 0.0722 * linear(colour.rgb() & 255);
        return 1.05 / (light + 0.05);
    }

    private static double linear(int component) {
        double part = component / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    /** The ornament's colour, dark enough to be read as text on white. */
    public Colour ornamentAsText() {
        if (ornament.equals(Colour.GOLD)) {
            return Colour.DARK_GOLD;
        }
        Colour dark = ornament;
        while (contrast(dark) < READABLE) {
            dark = mixed(dark, 0, 0.05);
        }
        return dark;
    }

    /** The colour with so much of black (0) or white (255) in it. */
    static Colour mixed(Colour colour, int with, double share) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            rgb |= (int) Math.round((colour.rgb() >> shift & 255) * (1 - share) + with * share) << shift;
        }
        return new Colour(rgb);
    }
}
