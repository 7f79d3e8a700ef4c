package org.dawra.document;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a {@link Paper}, in reading order. Lengths are millimetres, text sizes points. */
public sealed interface Block {

    /** Where lines stand; START is the right in Arabic and the left in French. */
    enum Align {
        START,
        CENTER,
        END,
        /** Both edges flush, the last line at START. */
        JUSTIFY
    }

    /** What happens to text that is too long for one line. */
    enum Fit {
        /** It wraps at once. */
        WRAP,
        /** It first shrinks, to 60 % at most, and only then wraps: names on certificates. Nothing is ever cut. */
        SHRINK
    }

    /** A colour of the page, as 0xRRGGBB. */
    record Colour(int rgb) {
        /** Normal text. */
        public static final Colour INK = new Colour(0x1c2421);
        /** Secondary text. */
        public static final Colour MUTED = new Colour(0x55625d);
        /** The accent. */
        public static final Colour GREEN = new Colour(0x0b5d4e);
        /** Ornament. */
        public static final Colour GOLD = new Colour(0xb8892b);
        /** Gold dark enough to be read as text on white. */
        public static final Colour DARK_GOLD = new Colour(0x8a6516);
        /** Warnings. */
        public static final Colour RED = new Colour(0xa11d1d);
        /** On a coloured ground. */
        public static final Colour WHITE = new Colour(0xffffff);
    }

    /**
     * How text looks; start from {@link #NORMAL} and change what differs.
     *
     * @param varies whether the text differs from copy to copy, see {@link #varying()}
     */
    record Style(double size, boolean bold, Align align, Colour colour, Fit fit, boolean varies) {
        /** 12 point, ink, at the start. */
        public static final Style NORMAL = new Style(12, false, Align.START, Colour.INK, Fit.WRAP, false);

        /** The same in another size. */
        public Style size(double points) {
            return new Style(points, bold, align, colour, fit, varies);
        }

        /** The same in bold. */
        public Style strong() {
            return new Style(size, true, align, colour, fit, varies);
        }

        /** The same, aligned otherwise. */
        public Style aligned(Align other) {
            return new Style(size, bold, other, colour, fit, varies);
        }

        /** The same, centred. */
        public Style centred() {
            return aligned(Align.CENTER);
        }

        /** The same in another colour. */
        public Style in(Colour other) {
            return new Style(size, bold, align, other, fit, varies);
        }

        /** The same, shrinking before it wraps. */
        public Style shrinking() {
            return new Style(size, bold, align, colour, Fit.SHRINK, varies);
        }

        /**
         * The same for text that differs from copy to copy of one paper, as a holder's name. It gets an embedded font of
         * its own, so that the font of all else is made once for thousands of copies.
         */
        public Style varying() {
            return new Style(size, bold, align, colour, fit, true);
        }
    }

    /** A heading of level 1 to 6; stays with what follows it. */
    record Heading(
            int level, String text, Align align, @Nullable PaperLanguage language) implements Block {
        public Heading {
            if (level < 1 || level > 6) {
                throw new IllegalArgumentException("Heading level " + level);
            }
        }

        /** At the start, in the paper's language. */
        public Heading(int level, String text) {
            this(level, text, Align.START, null);
        }

        /** In the paper's language. */
        public Heading(int level, String text, Align align) {
            this(level, text, align, null);
        }
    }

    /** Running text; {@code \n} breaks the line. {@code language} overrides the paper's, for French beside Arabic. */
    record Paragraph(String text, Style style, @Nullable PaperLanguage language) implements Block {
        /** In the normal style and the paper's language. */
        public Paragraph(String text) {
            this(text, Style.NORMAL, null);
        }

        /** In the paper's language. */
        public Paragraph(String text, Style style) {
            this(text, style, null);
        }
    }

    /** A list with bullets, or numbers from 1. */
    record BulletList(
            List<String> items, boolean numbered, @Nullable PaperLanguage language) implements Block {
        public BulletList {
            items = List.copyOf(items);
        }

        /** With bullets, in the paper's language. */
        public BulletList(List<String> items) {
            this(items, false, null);
        }

        /** Numbered from 1, in the paper's language. */
        public static BulletList numbered(List<String> items) {
            return new BulletList(items, true, null);
        }
    }

    /**
     * A table whose header repeats on every page; its first column is at the right in Arabic.
     *
     * @param widths relative widths of the columns
     * @param minRowHeight rows are at least so high, to leave room for signatures; 0 for as high as the text
     */
    record Table(List<Double> widths, List<String> header, List<List<Cell>> rows, double minRowHeight, double textSize)
            implements Block {
        public Table {
            widths = List.copyOf(widths);
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            int columns = widths.size();
            if (columns == 0 || (!header.isEmpty() && header.size() != columns)) {
                throw new IllegalArgumentException(columns + " widths for " + header.size() + " headings");
            }
            for (List<Cell> row : rows) {
                if (row.size() != columns) {
                    throw new IllegalArgumentException("A row of " + row.size() + " cells in " + columns + " columns");
                }
            }
        }

        /** A table of plain text in 10.5 points. */
        public static Table of(List<Double> widths, List<String> header, List<List<String>> rows) {
            return new Table(
                    widths,
                    header,
                    rows.stream()
                            .map(row -> row.stream().map(Cell::new).toList())
                            .toList(),
                    0,
                    10.5);
        }

        /** The same with rows at least so high. */
        public Table rowsAtLeast(double millimetres) {
            return new Table(widths, header, rows, millimetres, textSize);
        }

        /** The same in another text size. */
        public Table size(double points) {
            return new Table(widths, header, rows, minRowHeight, points);
        }
    }

    /** A cell of a {@link Table}. */
    record Cell(String text, boolean bold, Align align) {
        /** Plain, at the start. */
        public Cell(String text) {
            this(text, false, Align.START);
        }

        /** Plain, centred: numbers, ticks. */
        public static Cell centred(String text) {
            return new Cell(text, false, Align.CENTER);
        }
    }

    /** Lists of blocks side by side; the first is at the right in Arabic. */
    record Columns(List<Double> widths, List<List<Block>> columns) implements Block {
        public Columns {
            widths = List.copyOf(widths);
            columns = columns.stream().map(List::copyOf).toList();
            if (widths.size() != columns.size() || columns.isEmpty()) {
                throw new IllegalArgumentException(widths.size() + " widths for " + columns.size() + " columns");
            }
        }

        /** Columns of equal width. */
        @SafeVarargs
        public static Columns of(List<Block>... columns) {
            return new Columns(Arrays.stream(columns).map(column -> 1.0).toList(), List.of(columns));
        }
    }

    /** A PNG (or JPEG) picture of the given width; {@code altText} is read aloud, empty for mere ornament. */
    record Image(byte[] png, double width, Align align, String altText) implements Block {
        /** Centred. */
        public Image(byte[] png, double width, String altText) {
            this(png, width, Align.CENTER, altText);
        }
    }

    /** Logos side by side, all of the given height unless there is too little room. */
    record Logos(List<Logo> logos, double height, Align align) implements Block {
        public Logos {
            logos = List.copyOf(logos);
        }

        /**
         * The head of a framed paper: blocks in the middle, the first logo before them and the others after them; the
         * blocks alone where there is no logo.
         */
        public static List<Block> around(List<Logo> logos, double height, List<Block> middle) {
            if (logos.isEmpty()) {
                return middle;
            }
            Block first = new Logos(logos.subList(0, 1), height, Align.START);
            Block others = new Logos(logos.subList(1, logos.size()), height, Align.END);
            return List.of(new Columns(List.of(1.0, 1.9, 1.0), List.of(List.of(first), middle, List.of(others))));
        }
    }

    /** A logo; {@code altText} names whom it stands for. */
    record Logo(Artwork picture, String altText) {}

    /** A QR code of the given side; {@code altText} says where it leads. */
    record QrCode(String text, double size, Align align, String altText) implements Block {
        /** Centred, its text as alternative text. */
        public QrCode(String text, double size) {
            this(text, size, Align.CENTER, text);
        }
    }

    /** Places to sign, side by side, each with a label, room for signature and stamp, and a name. */
    record SignatureLines(List<Signatory> signatories, double height) implements Block {
        public SignatureLines {
            signatories = List.copyOf(signatories);
        }

        /** With 22 mm of room. */
        public SignatureLines(List<Signatory> signatories) {
            this(signatories, 22);
        }
    }

    /** Who signs: the function, and the name where it may be printed. */
    record Signatory(String label, @Nullable String name) {}

    /**
     * Horizontal bars with their values.
     *
     * @param altText tells the same in a sentence
     * @param full the value of a bar of full length, such as 5 for marks out of 5; 0 for the largest of the bars
     */
    record BarChart(String title, List<Bar> bars, String altText, double full) implements Block {
        public BarChart {
            bars = List.copyOf(bars);
        }

        /** The largest bar has full length. */
        public BarChart(String title, List<Bar> bars, String altText) {
            this(title, bars, altText, 0);
        }
    }

    /** One bar; {@code shown} is the value as the reader sees it. */
    record Bar(String label, double value, String shown) {}

    /** Facts as label and value, the labels in one column. */
    record KeyValues(List<KeyValue> entries) implements Block {
        public KeyValues {
            entries = List.copyOf(entries);
        }
    }

    /** A label and its value. */
    record KeyValue(String label, String value) {}

    /** Blocks that stay on one page if they fit on one. */
    record Together(List<Block> blocks) implements Block {
        public Together {
            blocks = List.copyOf(blocks);
        }
    }

    /** A thin golden line. */
    record Rule() implements Block {}

    /** White space. */
    record Spacer(double height) implements Block {}

    /** What follows starts on a new page. */
    record PageBreak() implements Block {}
}
