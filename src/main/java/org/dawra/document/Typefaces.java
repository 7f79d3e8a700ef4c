package org.dawra.document;

import java.util.List;

/**
 * The fonts that papers are set in: Amiri for Arabic and Latin, and behind it DejaVu Sans for what Amiri lacks (Tifinagh,
 * Greek, Cyrillic, Hebrew, signs). Loaded when the first paper is set.
 */
final class Typefaces {

    /** A font and how large it is set, so that letters of a second font stand beside the first's. */
    record Face(FontFile font, double scale) {}

    private static final class Loaded {
        private static final List<Face> REGULAR = chain("Amiri-Regular", "DejaVuSans");
        private static final List<Face> BOLD = chain("Amiri-Bold", "DejaVuSans-Bold");

        private static List<Face> chain(String first, String second) {
            return List.of(new Face(FontFile.load(first), 1), new Face(FontFile.load(second), 0.8));
        }
    }

    private Typefaces() {}

    /** The fonts to try in order. */
    static List<Face> chain(boolean bold) {
        return bold ? Loaded.BOLD : Loaded.REGULAR;
    }

    /** The main font. */
    static FontFile main(boolean bold) {
        return chain(bold).get(0).font();
    }

    /** The first font that has the character, else the main one. */
    static Face faceFor(int codePoint, boolean bold) {
        for (Face face : chain(bold)) {
            if (face.font().covers(codePoint)) {
                return face;
            }
        }
        return chain(bold).get(0);
    }
}
