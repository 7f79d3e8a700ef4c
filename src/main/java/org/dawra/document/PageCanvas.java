package org.dawra.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page being drawn: coordinates in points from the top left corner, every mark either part of a {@link Tags.Tag} or
 * an artifact.
 */
final class PageCanvas {

    private final PageResources resources;
    private final double height;
    private final int page;
    private final StringBuilder content = new StringBuilder(4096);
    private final List<Tags.Tag> marked = new ArrayList<>();
    private final List<Varying> varying = new ArrayList<>();
    private Tags.@Nullable Tag open;
    private boolean artifact;
    private int colour = -1;

    /** A text to be shown at this place of the content. */
    private record Varying(int place, TextSetter.Line line, double size, double stretch) {}

    PageCanvas(PageResources resources, double height, int page) {
        this.resources = resources;
        this.height = height;
        this.page = page;
    }

    /** What follows belongs to the element. */
    void tag(Tags.Tag tag) {
        if (open == tag) {
            return;
        }
        close();
        content.append('/')
                .append(tag.type())
                .append("<</MCID ")
                .append(marked.size())
                .append(">>BDC\n");
        tag.mark(page, marked.size());
        marked.add(tag);
        open = tag;
    }

    /** What follows is ornament, or repeats what was said. */
    void artifact() {
        if (artifact) {
            return;
        }
        close();
        content.append("/Artifact BMC\n");
        artifact = true;
    }

    /** What follows is a header, footer or banner. */
    void pagination() {
        close();
        content.append("/Artifact<</Type/Pagination>>BDC\n");
        artifact = true;
    }

    void close() {
        if (open != null || artifact) {
            content.append("EMC\n");
        }
        open = null;
        artifact = false;
    }

    /**
     * Draws a line of text with its left end at x. {@code stretch} is added to each space, in points; what {@code varies}
     * from copy to copy takes its pictures after all that is the same, see {@link FontSubset}.
     */
    void text(
            TextSetter.Line line,
            double x,
            double baseline,
            double size,
            Block.Colour ink,
            double stretch,
            boolean varies) {
        if (line.segments().isEmpty()) {
            return;
        }
        fill(ink);
        content.append("BT 1 0 0 1 ");
        number(x);
        number(height - baseline);
        content.append("Tm");
        if (varies) {
            varying.add(new Varying(content.length(), line, size, stretch));
        } else {
            show(content, line, size, stretch, false);
        }
    }

    private void show(StringBuilder to, TextSetter.Line line, double size, double stretch, boolean varies) {
        double pen = 0;
        double at = 0;
        String font = "";
        boolean inArray = false;
        boolean inString = false;
        double scaled = size;
        for (TextSetter.Segment segment : line.segments()) {
            FontFile file = segment.face().font();
            scaled = size * segment.face().scale();
            String name = resources.font(file) + " " + decimals(scaled);
            if (!name.equals(font)) {
                if (inString) {
                    to.append('>');
                }
                to.append(inArray ? "]TJ" : "").append('/').append(name).append(" Tf[");
                inArray = true;
                inString = false;
                font = name;
            }
            FontSubset subset = resources.subset(file);
            List<FontFile.Ink> inks = segment.word().inks();
            int[] starts = segment.word().starts();
            double unit = scaled / file.unitsPerEm();
            for (int i = 0; i < inks.size(); i++) {
                FontFile.Ink glyph = inks.get(i);
                double wanted = at + starts[i] * unit;
                long shift = Math.round((wanted - pen) * 1000 / scaled);
                if (shift != 0) {
                    if (inString) {
                        to.append('>');
                        inString = false;
                    }
                    to.append(-shift);
                    pen += shift * scaled / 1000;
                }
                pen += Math.round(glyph.advance() * 1000f / file.unitsPerEm()) * scaled / 1000;
                if (!inString) {
                    to.append('<');
                    inString = true;
                }
                PdfFile.hex4(to, subset.code(glyph, varies));
            }
            at += segment.em() * size + (segment.space() ? stretch : 0);
        }
        to.append(inString ? ">]TJ ET\n" : "]TJ ET\n");
    }

    void fill(Block.Colour wanted) {
        if (colour != wanted.rgb()) {
            colour = wanted.rgb();
            components(wanted);
            content.append("rg\n");
        }
    }

    void stroke(Block.Colour wanted, double width) {
        components(wanted);
        content.append("RG ");
        number(width);
        content.append("w\n");
    }

    private void components(Block.Colour wanted) {
        number3(((wanted.rgb() >> 16) & 255) / 255.0);
        number3(((wanted.rgb() >> 8) & 255) / 255.0);
        number3((wanted.rgb() & 255) / 255.0);
    }

    void rectangle(double x, double y, double width, double boxHeight) {
        number(x);
        number(height - y - boxHeight);
        number(width);
        number(boxHeight);
        content.append("re f\n");
    }

    void box(double x, double y, double width, double boxHeight) {
        number(x);
        number(height - y - boxHeight);
        number(width);
        number(boxHeight);
        content.append("re S\n");
    }

    void line(double x1, double y1, double x2, double y2) {
        number(x1);
        number(height - y1);
        content.append("m ");
        number(x2);
        number(height - y2);
        content.append("l S\n");
    }

    void dotted(boolean dotted) {
        content.append(dotted ? "[0.8 2.4]0 d\n" : "[]0 d\n");
    }

    /** Draws black modules of a code as filled runs. */
    void modules(boolean[][] modules, double x, double y, double size) {
        fill(new Block.Colour(0));
        double module = size / modules.length;
        content.append("q ");
        number6(module);
        content.append("0 0 ");
        number6(-module);
        number(x);
        number(height - y);
        content.append("cm\n");
        for (int row = 0; row < modules.length; row++) {
            for (int column = 0; column < modules.length; ) {
                int end = column;
                while (end < modules.length && modules[row][end]) {
                    end++;
                }
                if (end > column) {
                    content.append(column)
                            .append(' ')
                            .append(row)
                            .append(' ')
                            .append(end - column)
                            .append(" 1 re ");
                }
                column = end + 1;
            }
        }
        content.append("f Q\n");
    }

    void image(Pictures.Picture picture, double x, double y, double width, double boxHeight) {
        String name = resources.picture(picture, () -> Pictures.write(resources.file(), picture));
        content.append("q ");
        number(width);
        content.append("0 0 ");
        number(boxHeight);
        number(x);
        number(height - y - boxHeight);
        content.append("cm/").append(name).append(" Do Q\n");
    }

    void artwork(Artwork artwork, double x, double y, double width, double boxHeight) {
        String name = resources.picture(artwork, () -> artwork.write(resources.file()));
        content.append("q ");
        // A drawing is made of its own units, a picture of one.
        double units = artwork.isDrawn() ? Artwork.HEIGHT : 1;
        number6(width / (artwork.isDrawn() ? Math.round(units * artwork.ratio()) : 1));
        content.append("0 0 ");
        number6(boxHeight / units);
        number(x);
        number(height - y - boxHeight);
        content.append("cm/").append(name).append(" Do Q\n");
    }

    /** Draws a form made for pages of this size. */
    void form(Ornaments.Form form) {
        String name = resources.picture(form, () -> Ornaments.write(resources.file(), form));
        content.append('/').append(name).append(" Do\n");
    }

    List<Tags.Tag> marked() {
        return marked;
    }

    String content() {
        close();
        if (varying.isEmpty()) {
            return content.toString();
        }
        StringBuilder whole = new StringBuilder(content.length() + 400 * varying.size());
        int from = 0;
        for (Varying text : varying) {
            whole.append(content, from, text.place());
            show(whole, text.line(), text.size(), text.stretch(), true);
            from = text.place();
        }
        return whole.append(content, from, content.length()).toString();
    }

    private void number(double value) {
        append(content, value);
        content.append(' ');
    }

    private void number3(double value) {
        long rounded = Math.round(value * 1000);
        content.append(rounded / 1000).append('.');
        long fraction = rounded % 1000;
        content.append(fraction < 100 ? fraction < 10 ? "00" : "0" : "")
                .append(fraction)
                .append(' ');
    }

    private void number6(double value) {
        content.append(BigDecimal.valueOf(Math.round(value * 1e6), 6).toPlainString())
                .append(' ');
    }

    private static String decimals(double value) {
        StringBuilder text = new StringBuilder(8);
        append(text, value);
        return text.toString();
    }

    /** A number with at most two decimals. */
    static void append(StringBuilder to, double value) {
        long rounded = Math.round(value * 100);
        if (rounded < 0) {
            to.append('-');
            rounded = -rounded;
        }
        to.append(rounded / 100);
        int fraction = (int) (rounded % 100);
        if (fraction != 0) {
            to.append('.').append((char) ('0' + fraction / 10));
            if (fraction % 10 != 0) {
                to.append((char) ('0' + fraction % 10));
            }
        }
    }
}
