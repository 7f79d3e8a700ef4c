package org.dawra.document;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fonts that papers are set in: Amiri for Arabic and Latin; behind it DejaVu Sans for what Amiri lacks (Tifinagh,
 * Greek, Cyrillic, Hebrew, signs), and then Noto fonts for scripts from farther away, so that no name is printed as boxes.
 * Each is loaded when first needed.
 */
final class Typefaces {

    private static final List<Face> REGULAR = chain("Amiri-Regular", "DejaVuSans");
    private static final List<Face> BOLD = chain("Amiri-Bold", "DejaVuSans-Bold");

    /** Where Georgian capitals begin, and behind them signs that stand for others. */
    private static final int FIRST_ODD = 0x1c90;

    /** The regional indicator A; two of them are a flag. */
    private static final int FIRST_FLAG = 0x1f1e6;

    private Typefaces() {}

    /** A font and how large it is set, so that letters of a second font stand beside the first's. */
    static final class Face {
        private final String name;
        private final double scale;
        private volatile @Nullable FontFile font;

        private Face(String name, double scale) {
            this.name = name;
            this.scale = scale;
        }

        double scale() {
            return scale;
        }

        FontFile font() {
            FontFile present = font;
            if (present == null) {
                synchronized (this) {
                    present = font;
                    if (present == null) {
                        present = FontFile.load(name);
                        font = present;
                    }
                }
            }
            return present;
        }
    }

    /** Fonts of scripts from farther away, and of the signs that all scripts share. */
    private static final class Far {
        private static final Map<Character.UnicodeScript, List<Face>> BY_SCRIPT = byScript(
                "Devanagari",
                "Thai",
                "Ethiopic",
                "Bengali",
                "Tamil",
                "Gurmukhi",
                "Gujarati",
                "Telugu",
                "Kannada",
                "Malayalam",
                "Sinhala",
                "Khmer",
                "Myanmar",
                "Syriac",
                "Thaana",
                "NKo",
                "Adlam",
                "Vai",
                "Gothic");
        private static final List<Face> OTHERS = Stream.concat(
                        Stream.of(
                                new Face("NotoSansSC-Common", 0.88),
                                new Face("NotoSansKR-Common", 0.88),
                                new Face("NotoEmoji-Common", 0.85)),
                        BY_SCRIPT.getOrDefault(Character.UnicodeScript.DEVANAGARI, List.of()).stream())
                .toList();

        private static Map<Character.UnicodeScript, List<Face>> byScript(String... names) {
            return Stream.of(names)
                    .collect(Collectors.toMap(
                            Character.UnicodeScript::forName,
                            name -> List.of(new Face("NotoSans" + name + "-Regular", 0.85))));
        }

        static List<Face> of(int codePoint) {
            return BY_SCRIPT.getOrDefault(Character.UnicodeScript.of(codePoint), OTHERS);
        }
    }

    private static List<Face> chain(String first, String second) {
        return List.of(new Face(first, 1), new Face(second, 0.8));
    }

    /** The main font. */
    static FontFile main(boolean bold) {
        return (bold ? BOLD : REGULAR).get(0).font();
    }

    /** The plain bold letters of the second font, whose outlines are short. */
    static FontFile plain() {
        return BOLD.get(1).font();
    }

    /**
     * The text in characters that are printed as they are meant: letters in the shape of a place in a word as the letters
     * themselves, and what no font has (flags, letters of mathematics) as the plain letters that it stands for.
     */
    static String printable(String text) {
        if (text.codePoints().noneMatch(c -> c >= FIRST_ODD)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if ((c >= 0xfb50 && c <= 0xfd3d) || (c >= 0xfe80 && c <= 0xfefc)) {
                plain.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else if (c >= FIRST_FLAG && c < FIRST_FLAG + 26) {
                plain.append((char) ('A' + c - FIRST_FLAG));
            } else if (Character.getType(c) == Character.PRIVATE_USE) {
                plain.append('\ufffd');
            } else if (c >= FIRST_ODD && !covered(c)) {
                // Georgian capitals have small letters that everybody reads.
                plain.append(Normalizer.normalize(
                        Character.toString(c >= 0x1c90 && c <= 0x1cbf ? Character.toLowerCase(c) : c),
                        Normalizer.Form.NFKC));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    /** The characters of a text that no font has, each once, with spaces between; empty for a text that can be printed. */
    static String unprintable(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) == Character.PRIVATE_USE
                        || printable(Character.toString(c)).codePoints().anyMatch(d -> !covered(d) && isDrawn(d)))
                .distinct()
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
    }

    private static boolean isDrawn(int codePoint) {
        return !FontFile.isInvisible(codePoint) && !Character.isWhitespace(codePoint);
    }

    private static boolean covered(int codePoint) {
        return faceFor(codePoint, false).font().covers(codePoint);
    }

    /** The first font that has the character, else the main one. */
    static Face faceFor(int codePoint, boolean bold) {
        List<Face> near = bold ? BOLD : REGULAR;
        for (Face face : near) {
            if (face.font().covers(codePoint)) {
                return face;
            }
        }
        // Nothing but letters and signs is looked for so far away.
        if (codePoint >= 0x700) {
            for (Face face : Far.of(codePoint)) {
                if (face.font().covers(codePoint)) {
                    return face;
                }
            }
        }
        return near.get(0);
    }
}
