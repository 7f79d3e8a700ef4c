package org.dawra.document;

import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sets a paragraph: decides directions over the whole of it (Unicode's bidirectional algorithm), breaks it into lines in
 * the order it is read, and only then turns each line into the order it is drawn. Widths are in ems until a size is
 * chosen, so trying a smaller size costs nothing.
 */
final class TextSetter {

    private static final Pattern GROUPED =
            Pattern.compile("(?<![\\p{L}\\d])(?:\\+?\\d{1,4}(?: \\d{2,3}){2,6}|\\d{1,3}(?: \\d{3})+)(?![\\p{L}\\d])");
    private static final Pattern FIGURES = Pattern.compile("(?<!\\d)\\+?\\d+(?:[-\u2013./:,\u00a0\u202f]\\d+)*(?!\\d)");

    private static final int KEPT = 200;
    private static final int LONGEST_KEPT = 500;

    private final boolean bold;
    private final boolean rightToLeft;
    private final boolean againstThePage;
    private final List<List<Token>> paragraphs = new ArrayList<>();
    private boolean arabic;

    /** Texts that stand on every copy of a paper are set once. */
    private static final Map<Key, TextSetter> KNOWN = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TextSetter> eldest) {
            return size() > KEPT;
        }
    });

    private record Key(String text, boolean bold, boolean rightToLeft, boolean againstThePage) {}

    /** The setter of a text that comes again, kept for a while. */
    static TextSetter of(String text, boolean bold, boolean rightToLeft) {
        return of(text, bold, rightToLeft, rightToLeft);
    }

    /** The same on a page that may run the other way. */
    static TextSetter of(String text, boolean bold, boolean rightToLeft, boolean pageRightToLeft) {
        return text.length() > LONGEST_KEPT
                ? new TextSetter(text, bold, rightToLeft, pageRightToLeft)
                : KNOWN.computeIfAbsent(
                        new Key(text, bold, rightToLeft, pageRightToLeft && !rightToLeft),
                        key -> new TextSetter(text, bold, rightToLeft, pageRightToLeft));
    }

    TextSetter(String text, boolean bold, boolean rightToLeft) {
        this(text, bold, rightToLeft, rightToLeft);
    }

    TextSetter(String text, boolean bold, boolean rightToLeft, boolean pageRightToLeft) {
        this.bold = bold;
        this.rightToLeft = rightToLeft;
        this.againstThePage = pageRightToLeft && !rightToLeft;
        for (String paragraph : Typefaces.printable(text).strip().split("\n", -1)) {
            paragraphs.add(analyse(paragraph.strip().replace('\t', ' ')));
        }
    }

    /** A piece of one font and direction. */
    record Segment(Typefaces.Face face, FontFile.ShapedWord word, byte level, boolean space, double em) {}

    /** A word or a run of spaces; lines break between them. */
    private record Token(String text, int from, byte[] levels, boolean space, List<Segment> segments, double em) {}

    /** A line as drawn, from left to right. */
    record Line(List<Segment> segments, double em, int spaces, boolean last) {}

    /** Whether Arabic letters stand in it, which need more room above and below. */
    boolean arabic() {
        return arabic;
    }

    /** The width of the longest paragraph on one line, in ems. */
    double unbroken() {
        double widest = 0;
        for (List<Token> tokens : paragraphs) {
            widest = Math.max(widest, tokens.stream().mapToDouble(Token::em).sum());
        }
        return widest;
    }

    /** The width of the widest word, in ems. */
    double widestWord() {
        double widest = 0;
        for (List<Token> tokens : paragraphs) {
            for (Token token : tokens) {
                widest = Math.max(widest, token.space() ? 0 : token.em());
            }
        }
        return widest;
    }

    /** Lines of at most so many ems. */
    List<Line> lines(double widthInEms) {
        double width = widthInEms + 1e-6;
        List<Line> lines = new ArrayList<>();
        for (List<Token> tokens : paragraphs) {
            breakLines(tokens, width, lines);
        }
        return lines;
    }

    private void breakLines(List<Token> tokens, double width, List<Line> lines) {
        List<Token> line = new ArrayList<>();
        double used = 0;
        for (Token token : tokens) {
            if (used + token.em() <= width || (token.space() && !line.isEmpty())) {
                if (!token.space() || !line.isEmpty()) {
                    line.add(token);
                    used += token.em();
                }
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(visual(line, false));
                line = new ArrayList<>();
                used = 0;
            }
            Token rest = token;
            while (rest.em() > width
                    && rest.text().codePointCount(0, rest.text().length()) > 1) {
                int cut = longestPrefix(rest, width);
                if (cut >= rest.text().length()) {
                    break;
                }
                lines.add(visual(List.of(part(rest, 0, cut)), false));
                rest = part(rest, cut, rest.text().length());
            }
            line.add(rest);
            used = rest.em();
        }
        lines.add(visual(line, true));
    }

    private int longestPrefix(Token token, double width) {
        String text = token.text();
        BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int fits = letters.next();
        // Where it ends by the average letter, and some more.
        int beyond = Math.min(text.length(), (int) (text.length() * width / token.em() * 1.5) + 8);
        while (beyond - fits > 1) {
            int middle = (fits + beyond) / 2;
            int cut = letters.isBoundary(middle) ? middle : letters.preceding(middle);
            if (cut <= fits) {
                cut = letters.following(middle);
            }
            if (cut == BreakIterator.DONE || cut >= beyond) {
                break;
            }
            if (part(token, 0, cut).em() <= width) {
                fits = cut;
            } else {
                beyond = cut;
            }
        }
        return fits;
    }

    private Token part(Token token, int from, int to) {
        byte[] levels = new byte[to - from];
        System.arraycopy(token.levels(), from, levels, 0, levels.length);
        return token(token.text().substring(from, to), token.from() + from, levels, false);
    }

    private Line visual(List<Token> tokens, boolean last) {
        int end = tokens.size();
        while (end > 0 && tokens.get(end - 1).space()) {
            end--;
        }
        List<Segment> segments = new ArrayList<>();
        double em = 0;
        int spaces = 0;
        for (Token token : tokens.subList(0, end)) {
            segments.addAll(token.segments());
            em += token.em();
            if (token.space()) {
                spaces++;
            }
        }
        Object[] order = segments.toArray();
        byte[] levels = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            levels[i] = segments.get(i).level();
        }
        if (order.length > 0) {
            Bidi.reorderVisually(levels, 0, order, 0, order.length);
        }
        List<Segment> drawn = new ArrayList<>(order.length);
        for (Object segment : order) {
            drawn.add((Segment) segment);
        }
        tellDirections(drawn);
        if (againstThePage) {
            cutWhereTheDirectionTurns(drawn);
        }
        return new Line(drawn, em, spaces, last);
    }

    /**
     * Poppler, where the page runs from right to left, takes what stands at the left of a stretch from left to right for a
     * part of it, up to the next Arabic letter; strokes and full stops are figures to it. It knows the directions of Unicode 3
     * only, so that it turns a stretch of Tifinagh around and moves a last vowel sign or bracket to the front. Marks without
     * picture or width tell where such a stretch begins and ends. A name from left to right may stand on such a page too.
     */
    private static void tellDirections(List<Segment> drawn) {
        for (int i = drawn.size() - 1; i >= 0; i--) {
            Segment segment = drawn.get(i);
            Segment left = i > 0 ? drawn.get(i - 1) : null;
            boolean unclearAtTheLeft = left != null && !left.word().endsInArabic();
            if (isFromTheRight(segment)) {
                if (unclearAtTheLeft && segment.word().beginsLikeFigures()) {
                    drawn.add(i, mark(segment, FontFile.RIGHT_TO_LEFT));
                }
                continue;
            }
            boolean ends = i + 1 == drawn.size() || isFromTheRight(drawn.get(i + 1));
            if (ends && segment.word().endsUnclearly()) {
                drawn.add(i + 1, mark(segment, FontFile.LEFT_TO_RIGHT));
            }
            if (left != null && unclearAtTheLeft && isFromTheRight(left)) {
                drawn.add(i, mark(left, FontFile.RIGHT_TO_LEFT));
            }
        }
    }

    /**
     * Of a line on a page from right to left Poppler puts out the part at its right end first, so that the parts of a name
     * set from the left ("Amina أمينة") come in the wrong order. Neither marks nor an {@code ActualText} help: whatever it
     * takes for one line it turns so. But where a word begins more than half an em before the end of the one before it
     * begins another line, and lines of one height it puts out from left to right. So where the direction turns stands a
     * mark as wide as that, which shows and moves nothing.
     */
    private static void cutWhereTheDirectionTurns(List<Segment> drawn) {
        for (int i = drawn.size() - 1; i > 0; i--) {
            Segment left = drawn.get(i - 1);
            boolean arabic = left.level() > 0;
            if (arabic == drawn.get(i).level() > 0) {
                continue;
            }
            Segment mark = mark(left, left.face().font().cut(arabic, left.space()));
            if (left.word().tellsDirection()) {
                // Two marks at one place are one printed twice to Poppler.
                drawn.set(i - 1, mark);
            } else {
                drawn.add(i, mark);
            }
        }
    }

    private static boolean isFromTheRight(Segment segment) {
        return (segment.level() & 1) == 1;
    }

    private static Segment mark(Segment beside, FontFile.ShapedWord mark) {
        return new Segment(beside.face(), mark, beside.level(), false, 0);
    }

    private List<Token> analyse(String text) {
        // The parts of an amount or of a telephone number stay on one line.
        text = GROUPED.matcher(text).replaceAll(match -> match.group().replace(' ', '\u00a0'));
        byte[] levels = levels(text);
        List<Token> tokens = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            boolean space = text.charAt(from) == ' ';
            if (space) {
                while (to < text.length() && text.charAt(to) == ' ') {
                    to++;
                }
            } else {
                to = endOfWord(text, from);
            }
            byte[] own = new byte[to - from];
            System.arraycopy(levels, from, own, 0, own.length);
            tokens.add(token(space ? " " : text.substring(from, to), from, own, space));
            from = to;
        }
        return tokens;
    }

    /**
     * The same text with figures that belong together made one number to the algorithm: in Arabic it would turn
     * "06 12 34 56 78", "2024-0153" and "+212" around, part by part. Same length; only directions are taken from it.
     */
    private static String figuresTogether(String text) {
        Matcher figures = FIGURES.matcher(text);
        if (!figures.find()) {
            return text;
        }
        char[] chars = text.toCharArray();
        do {
            for (int i = figures.start(); i < figures.end(); i++) {
                if (chars[i] == '+') {
                    chars[i] = '0';
                } else if (!Character.isDigit(chars[i])) {
                    chars[i] = '.';
                }
            }
        } while (figures.find());
        return new String(chars);
    }

    private byte[] levels(String text) {
        byte[] levels = new byte[text.length()];
        if (rightToLeft || Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
            Bidi bidi = new Bidi(
                    figuresTogether(text), rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
            for (int i = 0; i < levels.length; i++) {
                levels[i] = (byte) bidi.getLevelAt(i);
            }
        }
        return levels;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ' ') {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            boolean hyphen =
                    codePoint == '-' || codePoint == '\u2013' || codePoint == '\u2014' || codePoint == '\u200b';
            if (at < text.length()
                    && ((hyphen && at - from > 2 && Character.isLetter(text.codePointAt(at)))
                            || (Character.isIdeographic(codePoint) && Character.isIdeographic(text.codePointAt(at))))) {
                break;
            }
        }
        return at;
    }

    private Token token(String text, int from, byte[] levels, boolean space) {
        List<Segment> segments = new ArrayList<>(1);
        double em = 0;
        int start = 0;
        while (start < text.length()) {
            Typefaces.Face face = Typefaces.faceFor(text.codePointAt(start), bold);
            int end = start;
            while (end < text.length()) {
                int codePoint = text.codePointAt(end);
                if (levels[end] != levels[start] || (end > start && !stays(codePoint, face))) {
                    break;
                }
                if (codePoint >= 0x600 && codePoint <= 0x8ff) {
                    arabic = true;
                }
                end += Character.charCount(codePoint);
            }
            FontFile.ShapedWord word = face.font().shape(text.substring(start, end), (levels[start] & 1) == 1);
            double width = word.width() * face.scale() / face.font().unitsPerEm();
            segments.add(new Segment(face, word, levels[start], space, width));
            em += width;
            start = end;
        }
        return new Token(text, from, levels, space, segments, em);
    }

    private boolean stays(int codePoint, Typefaces.Face face) {
        int type = Character.getType(codePoint);
        if (type == Character.FORMAT) {
            return true;
        }
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return mark ? face.font().covers(codePoint) : Typefaces.faceFor(codePoint, bold) == face;
    }
}
