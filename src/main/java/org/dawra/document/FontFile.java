package org.dawra.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFTable;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A TrueType font of ours: shapes words with the JDK's own HarfBuzz and hands out the outlines that a PDF embeds. Parsed
 * once, then only read.
 *
 * <p>Shaping answers one {@link Ink} for each character, never one for several: what stands for a character in the file is
 * then exactly that character, so that any reader copies the letters back in their order. A ligature's picture goes to
 * one of its letters and the others get an empty one; a vowel mark is baked into a picture of no width that sits at its
 * letter's edge, because readers that see it overlap the letter put the two in the wrong order.
 */
final class FontFile {

    /** Fonts are shaped at a size at which one unit of the font is one unit of the answer. */
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /**
     * Units of the font that are one in what is embedded. Half of Amiri's thousandth of the text size is a fiftieth of a
     * millimetre in the largest line, finer than a printer's dots, and takes a tenth less room. No more than this: PDF/A
     * wants widths right to a thousandth.
     */
    static final int GRID = 2;

    /** Poppler takes characters that begin within a tenth of an em of each other for a shadow of the first. */
    private static final double LEAST_WIDTH = 0.104;

    private static final int NO_GLYPH = 0xfffe;
    private static final int MAX_CACHED_WORDS = 30_000;
    private static final int LONGEST_CACHED = 40;

    private final String name;
    private final int unitsPerEm;
    private final int ascent;
    private final int descent;
    private final int capHeight;
    private final int[] box;
    private final int glyphCount;
    private final CmapLookup characters;
    private final Font font;
    private final Map<String, byte[]> tables = new ConcurrentHashMap<>();
    private final int[] advances;
    private final ByteBuffer glyf;
    private final Map<Integer, Outline> outlines = new ConcurrentHashMap<>();
    private final int[] loca;
    private final Map<Ink, Ink> inks = new ConcurrentHashMap<>();
    private final Map<Word, ShapedWord> words = new ConcurrentHashMap<>();

    private FontFile(String name, byte[] file) throws IOException, FontFormatException {
        this.name = name;
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
            unitsPerEm = parsed.getUnitsPerEm();
            ascent = parsed.getHorizontalHeader().getAscender();
            descent = parsed.getHorizontalHeader().getDescender();
            int cap = parsed.getOS2Windows().getCapHeight();
            capHeight = cap > 0 ? cap : unitsPerEm * 7 / 10;
            box = new int[] {
                parsed.getHeader().getXMin(),
                parsed.getHeader().getYMin(),
                parsed.getHeader().getXMax(),
                parsed.getHeader().getYMax()
            };
            glyphCount = parsed.getNumberOfGlyphs();
            characters = parsed.getUnicodeCmapLookup();
            for (TTFTable table : parsed.getTables()) {
                if (List.of("head", "hhea", "maxp").contains(table.getTag())) {
                    tables.put(table.getTag(), parsed.getTableBytes(table));
                }
            }
            advances = new int[glyphCount];
            for (int glyph = 0; glyph < glyphCount; glyph++) {
                advances[glyph] = parsed.getAdvanceWidth(glyph);
            }
            glyf = ByteBuffer.wrap(parsed.getTableBytes(tableOf(parsed, "glyf")));
            ByteBuffer offsets = ByteBuffer.wrap(parsed.getTableBytes(tableOf(parsed, "loca")));
            boolean isLong = parsed.getHeader().getIndexToLocFormat() == 1;
            loca = new int[glyphCount + 1];
            for (int glyph = 0; glyph <= glyphCount; glyph++) {
                loca[glyph] = isLong ? offsets.getInt(4 * glyph) : 2 * (offsets.getShort(2 * glyph) & 0xffff);
            }
        }
        font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file))
                .deriveFont((float) unitsPerEm)
                .deriveFont(Map.of(
                        TextAttribute.KERNING,
                        TextAttribute.KERNING_ON,
                        TextAttribute.LIGATURES,
                        TextAttribute.LIGATURES_ON));
    }

    /** Reads a font of the product's own resources. */
    static FontFile load(String name) {
        try (InputStream in = FontFile.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
            if (in == null) {
                throw new IllegalStateException("Font " + name + " is missing from this build");
            }
            return new FontFile(name, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("Font " + name, e);
        }
    }

    private static TTFTable tableOf(TrueTypeFont font, String tag) throws IOException {
        for (TTFTable table : font.getTables()) {
            if (table.getTag().equals(tag)) {
                return table;
            }
        }
        throw new IOException("No table " + tag);
    }

    /** Whether the font has a picture of the character. */
    boolean covers(int codePoint) {
        return characters.getGlyphId(codePoint) > 0;
    }

    /** Shapes characters of one direction, without spaces between. */
    ShapedWord shape(String text, boolean rightToLeft) {
        Word key = new Word(text, rightToLeft);
        ShapedWord known = words.get(key);
        if (known == null) {
            known = !rightToLeft && text.length() > 1 && isCode(text)
                    ? unkerned(text)
                    : new Shaping(text, rightToLeft).shaped();
            if (words.size() >= MAX_CACHED_WORDS) {
                words.clear();
            }
            if (text.length() <= LONGEST_CACHED) {
                words.put(key, known);
            }
        }
        return known;
    }

    private static boolean isCode(String text) {
        return text.chars().allMatch(c -> Codes.ALPHABET.indexOf(c) >= 0 || c == '/' || c == '-');
    }

    /** Codes keep the letters' own widths: easier to compare by eye, and the same few pictures on every paper. */
    private ShapedWord unkerned(String text) {
        List<Ink> letters = new ArrayList<>(text.length());
        int[] starts = new int[text.length()];
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            ShapedWord letter = shape(text.substring(i, i + 1), false);
            letters.addAll(letter.inks());
            starts[i] = width;
            width += letter.width();
        }
        return new ShapedWord(List.copyOf(letters), starts, width);
    }

    /** The outline of text as a picture of itself, at one em to the unit: for ornaments, not for reading. */
    Shape outline(String text, boolean rightToLeft) {
        char[] chars = text.toCharArray();
        return font.layoutGlyphVector(
                        EXACT,
                        chars,
                        0,
                        chars.length,
                        rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT)
                .getOutline();
    }

    String name() {
        return name;
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    int ascent() {
        return ascent;
    }

    int descent() {
        return descent;
    }

    int capHeight() {
        return capHeight;
    }

    int[] box() {
        return box.clone();
    }

    byte[] table(String tag) {
        byte[] table = tables.get(tag);
        if (table == null) {
            throw new IllegalArgumentException(tag);
        }
        return table.clone();
    }

    int advance(int glyph) {
        return advances[glyph];
    }

    /** The curves of a glyph. */
    Outline outline(int glyph) {
        Outline known = outlines.get(glyph);
        if (known == null) {
            known = Outline.of(glyf.slice(loca[glyph], loca[glyph + 1] - loca[glyph]), this::outline);
            outlines.put(glyph, known);
        }
        return known;
    }

    /** A word as asked for. */
    private record Word(String text, boolean rightToLeft) {}

    /** A glyph drawn with an offset. */
    record Part(int glyph, int dx, int dy) {}

    /** What one character looks like: no part for an empty picture, several where the font composes it. */
    record Ink(int codePoint, int advance, List<Part> parts) {}

    /**
     * A word from left to right as drawn.
     *
     * @param inks one a character
     * @param starts where each begins, in units of the font
     */
    record ShapedWord(List<Ink> inks, int[] starts, int width) {

        /** Whether it is nothing but a mark that tells a direction. */
        boolean tellsDirection() {
            return inks.size() == 1 && (inks.get(0).codePoint() & ~1) == 0x200e;
        }

        /** Whether the character at its right end runs from right to left by itself. */
        boolean endsInArabic() {
            int last = inks.isEmpty() ? 0 : inks.get(inks.size() - 1).codePoint();
            byte direction = Character.getDirectionality(last);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT;
        }

        /** Whether the character at its left end stands between figures at times, as a stroke or a full stop. */
        boolean beginsLikeFigures() {
            return !inks.isEmpty() && "+-/:.,#$%\u060c".indexOf(inks.get(0).codePoint()) >= 0;
        }

        /** Whether it ends in a mark, a bracket or the like, or in a letter that Unicode 3 did not have. */
        boolean endsUnclearly() {
            int last = inks.isEmpty() ? 0 : inks.get(inks.size() - 1).codePoint();
            return isMark(last)
                    || Character.getDirectionality(last) == Character.DIRECTIONALITY_OTHER_NEUTRALS
                    || (last >= 0x2c00 && last < 0x2e00)
                    || (last >= 0xa4d0 && last < 0xac00)
                    || last > 0xffff;
        }
    }

    /** The mark U+200E: no picture and no width. */
    static final ShapedWord LEFT_TO_RIGHT = invisible(0x200e);

    /** The mark U+200F, likewise. */
    static final ShapedWord RIGHT_TO_LEFT = invisible(0x200f);

    /**
     * A mark of the direction so far that reaches over what follows, without picture. After a space it begins in the
     * space, because Poppler sorts words by where they begin.
     */
    ShapedWord cut(boolean rightToLeft, boolean afterSpace) {
        Ink mark = new Ink(rightToLeft ? 0x200f : 0x200e, unitsPerEm * 4 / 5, List.of());
        int start = afterSpace ? -unitsPerEm / 10 : 0;
        return new ShapedWord(List.of(inks.computeIfAbsent(mark, fresh -> fresh)), new int[] {start}, 0);
    }

    private static ShapedWord invisible(int mark) {
        return new ShapedWord(List.of(new Ink(mark, 0, List.of())), new int[] {0}, 0);
    }

    /** One character on its way to its ink. */
    private static final class Slot {
        private final int codePoint;
        private final boolean mark;
        private final List<Part> parts = new ArrayList<>();
        private double start;
        private double advance;

        Slot(int codePoint) {
            this.codePoint = codePoint;
            this.mark = isMark(codePoint) || isJoiner(codePoint);
        }
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** What shapes the letters beside it and is copied with them: a name without it is spelled otherwise. */
    private static boolean isJoiner(int codePoint) {
        return codePoint == 0x200c || codePoint == 0x200d;
    }

    /** Whether a character has no picture of its own. */
    static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || Character.isISOControl(codePoint)
                || codePoint == 0x034f
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f);
    }

    /** The shaping of one word. */
    private final class Shaping {
        private final String text;
        private final boolean rightToLeft;
        private final GlyphVector glyphs;
        private final float[] positions;
        private final List<Slot> visual = new ArrayList<>();

        Shaping(String text, boolean rightToLeft) {
            this.text = text;
            this.rightToLeft = rightToLeft;
            char[] chars = text.toCharArray();
            glyphs = font.layoutGlyphVector(
                    EXACT, chars, 0, chars.length, rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
            positions = glyphs.getGlyphPositions(0, glyphs.getNumGlyphs() + 1, null);
        }

        ShapedWord shaped() {
            int from = 0;
            while (from < glyphs.getNumGlyphs()) {
                int cluster = glyphs.getGlyphCharIndex(from);
                int to = from + 1;
                while (to < glyphs.getNumGlyphs() && glyphs.getGlyphCharIndex(to) == cluster) {
                    to++;
                }
                cluster(from, to, cluster, clusterEnd(from, to));
                from = to;
            }
            tile();
            List<Ink> result = new ArrayList<>(visual.size());
            int[] starts = new int[visual.size()];
            for (int i = 0; i < visual.size(); i++) {
                Slot slot = visual.get(i);
                starts[i] = (int) Math.round(slot.start);
                List<Part> parts = new ArrayList<>(slot.parts.size());
                for (Part part : slot.parts) {
                    parts.add(new Part(part.glyph(), part.dx() - starts[i], part.dy()));
                }
                Ink ink = new Ink(slot.codePoint, (int) Math.round(slot.advance), List.copyOf(parts));
                result.add(inks.computeIfAbsent(ink, fresh -> fresh));
            }
            return new ShapedWord(List.copyOf(result), starts, Math.round(positions[2 * glyphs.getNumGlyphs()]));
        }

        /**
         * Lays the characters out without gap or overlap, each at least a tenth of an em wide, whatever their pictures
         * do: readers take a gap within a word for a space, letters closer than that for one printed twice, and marks
         * upon a letter for a reason to swap the two. The pictures keep their places.
         */
        private void tile() {
            int count = visual.size();
            double end = Math.round(positions[2 * glyphs.getNumGlyphs()]);
            double least = Math.min(Math.ceil(unitsPerEm * LEAST_WIDTH), Math.floor(end / Math.max(1, count)));
            double from = 0;
            for (int i = 0; i < count; i++) {
                Slot slot = visual.get(i);
                slot.start = i == 0 ? 0 : Math.max(Math.round(slot.start), from);
                from = slot.start + least;
            }
            double to = end;
            for (int i = count - 1; i >= 0; i--) {
                Slot slot = visual.get(i);
                slot.start = i == 0 ? 0 : Math.min(slot.start, to - least);
                slot.advance = to - slot.start;
                to = slot.start;
            }
        }

        /** Where the characters of a cluster end: at the next cluster in the text, whichever side that is drawn. */
        private int clusterEnd(int from, int to) {
            int neighbour = rightToLeft ? from - 1 : to;
            return neighbour >= 0 && neighbour < glyphs.getNumGlyphs()
                    ? glyphs.getGlyphCharIndex(neighbour)
                    : text.length();
        }

        private void cluster(int from, int to, int firstChar, int endChar) {
            List<Slot> slots = new ArrayList<>();
            for (int i = firstChar; i < endChar; ) {
                int codePoint = text.codePointAt(i);
                if (!isInvisible(codePoint) || isJoiner(codePoint)) {
                    slots.add(new Slot(codePoint));
                }
                i += Character.charCount(codePoint);
            }
            if (slots.isEmpty()) {
                return;
            }
            if (rightToLeft) {
                Collections.reverse(slots);
            }
            List<Integer> bodies = new ArrayList<>();
            List<Integer> marks = new ArrayList<>();
            for (int i = from; i < to; i++) {
                int glyph = glyphs.getGlyphCode(i);
                if (glyph < NO_GLYPH) {
                    (advances[glyph] == 0 ? marks : bodies).add(i);
                }
            }
            double left = positions[2 * from];
            for (int i : bodies) {
                left = Math.min(left, positions[2 * i]);
            }
            if (bodies.isEmpty()) {
                left = positions[2 * from];
            }
            placeBodies(slots.stream().filter(slot -> !slot.mark).toList(), bodies, slots, left);
            placeMarks(slots, marks);
            visual.addAll(slots);
        }

        private void placeBodies(List<Slot> letters, List<Integer> bodies, List<Slot> all, double left) {
            double end = left;
            for (int i : bodies) {
                end = Math.max(end, positions[2 * i] + advances[glyphs.getGlyphCode(i)]);
            }
            if (letters.isEmpty()) {
                // A mark that stands alone: it gets the glyphs and their width.
                Slot first = all.get(0);
                first.start = left;
                first.advance = end - left;
                bodies.forEach(i -> draw(first, i));
                for (Slot slot : all) {
                    slot.start = left;
                }
                return;
            }
            if (letters.size() == bodies.size()) {
                for (int i = 0; i < letters.size(); i++) {
                    Slot letter = letters.get(i);
                    letter.start = positions[2 * bodies.get(i)];
                    letter.advance = advances[glyphs.getGlyphCode(bodies.get(i))];
                    draw(letter, bodies.get(i));
                }
            } else {
                double share = Math.floor((end - left) / letters.size());
                for (int i = 0; i < letters.size(); i++) {
                    letters.get(i).start = left + i * share;
                    letters.get(i).advance = i == letters.size() - 1 ? end - left - i * share : share;
                }
                bodies.forEach(i -> draw(letters.get(0), i));
            }
            anchorMarks(all, end);
        }

        /** Marks follow their letter in the text, so right to left they come before it as drawn, at its near edge. */
        private void anchorMarks(List<Slot> all, double end) {
            double edge = rightToLeft ? end : all.get(0).start;
            if (rightToLeft) {
                for (int i = all.size() - 1; i >= 0; i--) {
                    if (!all.get(i).mark) {
                        edge = all.get(i).start;
                    }
                    all.get(i).start = edge;
                }
            } else {
                for (Slot slot : all) {
                    if (slot.mark) {
                        slot.start = edge;
                    } else {
                        edge = slot.start + slot.advance;
                    }
                }
            }
        }

        private void placeMarks(List<Slot> slots, List<Integer> glyphIndexes) {
            List<Slot> open =
                    new ArrayList<>(slots.stream().filter(slot -> slot.mark).toList());
            List<Integer> left = new ArrayList<>();
            for (int i : glyphIndexes) {
                List<Integer> codes = characters.getCharCodes(glyphs.getGlyphCode(i));
                Slot same = open.stream()
                        .filter(slot -> codes != null && codes.contains(slot.codePoint))
                        .findFirst()
                        .orElse(null);
                if (same == null) {
                    left.add(i);
                } else {
                    draw(same, i);
                    open.remove(same);
                }
            }
            for (int i : left) {
                draw(nextFor(slots, open), i);
            }
        }

        private Slot nextFor(List<Slot> slots, List<Slot> open) {
            @Nullable Slot slot = open.isEmpty() ? null : open.remove(0);
            return slot == null ? slots.get(slots.size() - 1) : slot;
        }

        private void draw(Slot slot, int index) {
            slot.parts.add(new Part(
                    glyphs.getGlyphCode(index),
                    Math.round(positions[2 * index]),
                    Math.round(-positions[2 * index + 1])));
        }
    }
}
