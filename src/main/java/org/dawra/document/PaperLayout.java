package org.dawra.document;

import java.text.Bidi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.dawra.document.Block.Style;
import org.jspecify.annotations.Nullable;

/**
 * Turns a paper's blocks into pages: first a flow of slices that each have a height, then slices stacked on pages. A slice
 * is the least that moves to the next page as a whole: a line, a row, a picture.
 */
final class PaperLayout {

    static final double MM = 72 / 25.4;

    private final Paper paper;
    private final Tags tags;
    private final Frame frame;
    private final double scale;
    private int lastHeading;

    /** Where the text stands on a page, in points. */
    record Frame(double left, double top, double width, double height) {}

    /** A slice with its place on a page. */
    record Placed(Slice slice, double x, double y, double width) {}

    private PaperLayout(Paper paper, Tags tags, Frame frame, double scale) {
        this.paper = paper;
        this.tags = tags;
        this.frame = frame;
        this.scale = scale;
    }

    /** The pages of a paper, and its structure. */
    record Result(List<List<Placed>> pages, Tags tags, Tags.@Nullable Tag banner) {}

    static Result of(Paper paper) {
        Frame frame = frameOf(paper);
        boolean framed = paper.decoration() != Decoration.PLAIN;
        // A certificate is one sheet: what is too long for it is set smaller before it takes a second one.
        for (double scale = 1; framed && scale > 0.62; scale -= 0.06) {
            PaperLayout layout = new PaperLayout(paper, new Tags(paper.language(), paper.title()), frame, scale);
            Tags.Tag banner = bannerOf(paper, layout.tags);
            List<Slice> flow = layout.flow(paper.blocks(), layout.tags.root(), frame.width());
            if (fits(flow, frame.height())) {
                return new Result(List.of(layout.spread(flow)), layout.tags, banner);
            }
        }
        PaperLayout layout = new PaperLayout(paper, new Tags(paper.language(), paper.title()), frame, 1);
        Tags.Tag banner = bannerOf(paper, layout.tags);
        List<Slice> flow = layout.flow(paper.blocks(), layout.tags.root(), frame.width());
        return new Result(layout.stack(flow), layout.tags, banner);
    }

    /** That a paper is a specimen is the first thing that is read aloud. */
    private static Tags.@Nullable Tag bannerOf(Paper paper, Tags tags) {
        return paper.sample() ? tags.root().add("P") : null;
    }

    private static Frame frameOf(Paper paper) {
        double width = paper.size().width();
        double height = paper.size().height();
        double side;
        double top;
        double bottom;
        if (paper.decoration() == Decoration.PLAIN) {
            side = 20 * MM;
            top = (paper.header() == null ? 16 : 24) * MM + (paper.sample() ? 9 * MM : 0);
            bottom = (paper.footer() == null && !paper.pageNumbers() ? 16 : 22) * MM;
        } else {
            side = 27 * MM;
            top = 23 * MM;
            bottom = (paper.footer() == null && !paper.pageNumbers() ? 22 : 26) * MM;
        }
        return new Frame(side, top, width - 2 * side, height - top - bottom);
    }

    /** A slice of the flow. */
    abstract static class Slice {
        double height;
        boolean withNext;

        Slice(double height) {
            this.height = height;
        }

        abstract void draw(PageCanvas canvas, double x, double y, double width);

        /** Cuts off what fits into the height; null if nothing does or it cannot be cut. */
        @Nullable
        Cut cut(double available) {
            return null;
        }
    }

    /** The two halves of a slice that went over a page's end. */
    record Cut(Slice head, Slice rest) {}

    private static final class Space extends Slice {
        private final boolean flexible;

        Space(double height, boolean flexible) {
            super(height);
            this.flexible = flexible;
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {}
    }

    private static final class NewPage extends Slice {
        NewPage() {
            super(0);
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {}
    }

    private interface Drawing {
        void draw(PageCanvas canvas, double x, double y, double width);
    }

    private static final class Drawn extends Slice {
        private final Drawing drawing;

        Drawn(double height, Drawing drawing) {
            super(height);
            this.drawing = drawing;
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {
            drawing.draw(canvas, x, y, width);
        }
    }

    /** A line of text in its paragraph's width. */
    private static final class TextLine extends Slice {
        private final TextSetter.Line line;
        private final Tags.Tag tag;
        private final Style style;
        private final boolean rightToLeft;
        private final double indent;
        private final double baseline;

        TextLine(
                TextSetter.Line line,
                Tags.Tag tag,
                Style style,
                boolean rightToLeft,
                double indent,
                double height,
                double baseline) {
            super(height);
            this.line = line;
            this.tag = tag;
            this.style = style;
            this.rightToLeft = rightToLeft;
            this.indent = indent;
            this.baseline = baseline;
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {
            canvas.tag(tag);
            drawAgain(canvas, x, y, width);
        }

        /** Draws without saying where it belongs: what repeats is said once. */
        void drawAgain(PageCanvas canvas, double x, double y, double width) {
            double room = width - indent;
            double from = rightToLeft ? x : x + indent;
            double used = line.em() * style.size();
            double stretch = 0;
            boolean toRight = switch (style.align()) {
                case START, JUSTIFY -> rightToLeft;
                case END -> !rightToLeft;
                case CENTER -> false;
            };
            double start = toRight ? from + room - used : from;
            if (style.align() == Align.CENTER) {
                start = from + (room - used) / 2;
            } else if (style.align() == Align.JUSTIFY && !line.last() && line.spaces() > 0 && used > room * 0.6) {
                stretch = (room - used) / line.spaces();
                start = from;
            }
            canvas.text(line, start, y + baseline, style.size(), style.colour(), stretch, style.varies());
        }
    }

    /** Lists of slices side by side. */
    private final class SideBySide extends Slice {
        private final List<Double> widths;
        private final List<List<Slice>> columns;
        private final double gap;

        SideBySide(List<Double> widths, List<List<Slice>> columns, double gap) {
            super(columns.stream().mapToDouble(PaperLayout::heightOf).max().orElse(0));
            this.widths = widths;
            this.columns = columns;
            this.gap = gap;
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {
            double at = rightToLeft() ? x + width : x;
            for (int i = 0; i < columns.size(); i++) {
                double own = widths.get(i);
                double left = rightToLeft() ? at - own : at;
                double top = y;
                for (Slice slice : columns.get(i)) {
                    slice.draw(canvas, left, top, own);
                    top += slice.height;
                }
                at += rightToLeft() ? -own - gap : own + gap;
            }
        }

        @Override
        @Nullable
        Cut cut(double available) {
            List<List<Slice>> heads = new ArrayList<>();
            List<List<Slice>> rests = new ArrayList<>();
            boolean any = false;
            // On a fresh page something must be taken, or the rest would run off the sheet.
            boolean must = available > frame.height() * 0.9;
            for (List<Slice> column : columns) {
                Deque<Slice> queue = new ArrayDeque<>(column);
                List<Slice> head = fill(queue, available, must);
                any |= !head.isEmpty();
                heads.add(head);
                rests.add(new ArrayList<>(queue));
            }
            return any ? new Cut(new SideBySide(widths, heads, gap), new SideBySide(widths, rests, gap)) : null;
        }
    }

    /** A row of a table. */
    private final class Row extends Slice {
        private final List<Double> widths;
        private final List<List<Slice>> cells;
        private final @Nullable Row header;
        private final boolean shaded;
        private final double padding;

        Row(
                List<Double> widths,
                List<List<Slice>> cells,
                @Nullable Row header,
                boolean shaded,
                double padding,
                double atLeast) {
            super(Math.max(
                    atLeast,
                    2 * padding
                            + cells.stream()
                                    .mapToDouble(PaperLayout::heightOf)
                                    .max()
                                    .orElse(0)));
            this.widths = widths;
            this.cells = cells;
            this.header = header;
            this.shaded = shaded;
            this.padding = padding;
        }

        @Override
        void draw(PageCanvas canvas, double x, double y, double width) {
            draw(canvas, x, y, width, false);
        }

        void draw(PageCanvas canvas, double x, double y, double width, boolean again) {
            canvas.artifact();
            if (header == null) {
                canvas.fill(Colour.GREEN);
                canvas.rectangle(x, y, width, height);
            } else if (shaded) {
                canvas.fill(new Colour(0xf2f6f4));
                canvas.rectangle(x, y, width, height);
            }
            canvas.stroke(new Colour(0xb9c7c1), 0.5);
            double edge = x;
            for (int i = 0; i <= widths.size(); i++) {
                canvas.line(edge, y, edge, y + height);
                if (i < widths.size()) {
                    edge += widths.get(rightToLeft() ? widths.size() - 1 - i : i);
                }
            }
            canvas.line(x, y, x + width, y);
            canvas.line(x, y + height, x + width, y + height);
            double at = rightToLeft() ? x + width : x;
            for (int i = 0; i < cells.size(); i++) {
                double own = widths.get(i);
                double left = rightToLeft() ? at - own : at;
                double top = y + Math.max(padding, (height - heightOf(cells.get(i))) / 2);
                for (Slice slice : cells.get(i)) {
                    if (again && slice instanceof TextLine text) {
                        text.drawAgain(canvas, left + 4, top, own - 8);
                    } else {
                        slice.draw(canvas, left + 4, top, own - 8);
                    }
                    top += slice.height;
                }
                at += rightToLeft() ? -own : own;
            }
        }

        @Override
        @Nullable
        Cut cut(double available) {
            if (available < 3 * padding + 20) {
                return null;
            }
            List<List<Slice>> heads = new ArrayList<>();
            List<List<Slice>> rests = new ArrayList<>();
            boolean any = false;
            boolean left = false;
            for (List<Slice> cell : cells) {
                Deque<Slice> queue = new ArrayDeque<>(cell);
                List<Slice> head = fill(queue, available - 2 * padding, false);
                any |= !head.isEmpty();
                left |= !queue.isEmpty();
                heads.add(head);
                rests.add(new ArrayList<>(queue));
            }
            return any && left
                    ? new Cut(
                            new Row(widths, heads, header, shaded, padding, 0),
                            new Row(widths, rests, header, shaded, padding, 0))
                    : null;
        }
    }

    private static double heightOf(List<Slice> slices) {
        double height = 0;
        for (Slice slice : slices) {
            height += slice.height;
        }
        return height;
    }

    private boolean rightToLeft() {
        return paper.language().rightToLeft();
    }

    // From blocks to slices

    private List<Slice> flow(List<Block> blocks, Tags.Tag parent, double width) {
        List<Slice> flow = new ArrayList<>();
        for (Block block : blocks) {
            add(block, parent, width, flow);
        }
        return flow;
    }

    private void add(Block block, Tags.Tag parent, double width, List<Slice> flow) {
        if (block instanceof Block.Heading heading) {
            addHeading(heading, parent, width, flow);
        } else if (block instanceof Block.Paragraph paragraph) {
            Tags.Tag tag = parent.add("P").speaking(paragraph.language());
            flow.addAll(text(paragraph.text(), paragraph.style(), paragraph.language(), tag, width, 0));
            flow.add(gap(paragraph.style().size() * 0.35));
        } else if (block instanceof Block.BulletList list) {
            addList(list, parent, width, flow);
        } else if (block instanceof Block.Table table) {
            addTable(table, parent, width, flow);
        } else if (block instanceof Block.Columns columns) {
            addColumns(columns, parent, width, flow);
        } else if (block instanceof Block.Image image) {
            addImage(image, parent, width, flow);
        } else if (block instanceof Block.Logos logos) {
            addLogos(logos, parent, width, flow);
        } else if (block instanceof Block.QrCode code) {
            addCode(code, parent, flow);
        } else if (block instanceof Block.SignatureLines signatures) {
            addSignatures(signatures, parent, width, flow);
        } else if (block instanceof Block.BarChart chart) {
            addChart(chart, parent, width, flow);
        } else if (block instanceof Block.KeyValues facts) {
            addFacts(facts, parent, width, flow);
        } else if (block instanceof Block.Together together) {
            List<Slice> inner = flow(together.blocks(), parent, width);
            for (int i = 0; i < inner.size() - 1; i++) {
                inner.get(i).withNext = true;
            }
            flow.addAll(inner);
        } else if (block instanceof Block.Rule) {
            flow.add(new Drawn(9 * scale, (canvas, x, y, own) -> {
                canvas.artifact();
                canvas.stroke(paper.palette().ornament(), 0.8);
                canvas.line(x, y + 3, x + own, y + 3);
            }));
        } else if (block instanceof Block.Spacer spacer) {
            flow.add(new Space(spacer.height() * MM * scale, true));
        } else if (block instanceof Block.PageBreak) {
            flow.add(new NewPage());
        }
    }

    private Colour accent() {
        return paper.palette().frame();
    }

    private Space gap(double height) {
        return new Space(height * scale, false);
    }

    private void addHeading(Block.Heading heading, Tags.Tag parent, double width, List<Slice> flow) {
        boolean framed = paper.decoration() != Decoration.PLAIN;
        // Screen readers want no level left out.
        int level = Math.min(heading.level(), lastHeading + 1);
        lastHeading = level;
        Style style = switch (heading.level()) {
            case 1 -> new Style(framed ? 40 : 20, true, heading.align(), accent(), Block.Fit.SHRINK, false);
            case 2 -> new Style(framed ? 19 : 14.5, true, heading.align(), accent(), Block.Fit.WRAP, false);
            case 3 -> new Style(13, true, heading.align(), Colour.INK, Block.Fit.WRAP, false);
            default -> new Style(12, true, heading.align(), Colour.MUTED, Block.Fit.WRAP, false);
        };
        if (framed && heading.align() == Align.START) {
            style = style.centred();
        }
        if (!flow.isEmpty() && !framed) {
            flow.add(gap(heading.level() == 1 ? 0 : heading.level() == 2 ? 8 : 4));
        }
        Tags.Tag tag = parent.add("H" + level).speaking(heading.language());
        List<Slice> lines = text(heading.text(), style, heading.language(), tag, width, 0);
        lines.forEach(line -> line.withNext = true);
        flow.addAll(lines);
        Space after = gap(heading.level() == 1 ? 6 : 3);
        after.withNext = true;
        flow.add(after);
    }

    private List<Slice> text(
            String text, Style asked, @Nullable PaperLanguage own, Tags.Tag tag, double width, double indent) {
        PaperLanguage language = own == null ? paper.language() : own;
        if (text.isBlank()) {
            return new ArrayList<>(List.of(new Space(asked.size() * scale, false)));
        }
        TextSetter setter = asked.varies()
                ? new TextSetter(text, asked.bold(), startsAtTheRight(text, language), rightToLeft())
                : TextSetter.of(text, asked.bold(), language.rightToLeft(), rightToLeft());
        double size = asked.size() * scale;
        double room = width - indent;
        if (asked.fit() == Block.Fit.SHRINK) {
            double least = size * 0.6;
            double oneLine = room / Math.max(setter.unbroken(), 1e-9);
            size = oneLine >= least ? Math.min(size, oneLine) : size * 0.72;
        }
        // A word that no line holds is set smaller, down to half; only then is it broken.
        double widest = setter.widestWord() * size;
        if (widest > room) {
            size = Math.max(size * 0.5, size * room / widest);
        }
        Style style = asked.size(size);
        double lead = setter.arabic() ? 1.62 : 1.4;
        double height = size * lead;
        double baseline = size * (setter.arabic() ? 1.1 : 1.0);
        List<Slice> lines = new ArrayList<>();
        List<TextSetter.Line> broken = setter.lines(room / size);
        if (asked.align() == Align.CENTER && broken.size() > 1) {
            broken = balanced(setter, broken, room / size);
        }
        for (TextSetter.Line line : broken) {
            lines.add(new TextLine(line, tag, style, language.rightToLeft(), indent, height, baseline));
        }
        // No first or last line of a paragraph alone on a page.
        if (lines.size() > 1) {
            lines.get(0).withNext = true;
            lines.get(lines.size() - 2).withNext = true;
        }
        return lines;
    }

    /** A name in Latin letters is set from the left on an Arabic sheet too, or its full stop would stand before it. */
    private static boolean startsAtTheRight(String text, PaperLanguage language) {
        int otherwise =
                language.rightToLeft() ? Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
        return !new Bidi(text, otherwise).baseIsLeftToRight();
    }

    /** Centred lines of about the same length, no more of them than need be. */
    private static List<TextSetter.Line> balanced(TextSetter setter, List<TextSetter.Line> broken, double width) {
        List<TextSetter.Line> best = broken;
        double narrow = width / 3;
        double wide = width;
        for (int i = 0; i < 6; i++) {
            double middle = (narrow + wide) / 2;
            List<TextSetter.Line> lines = setter.lines(middle);
            if (lines.size() <= broken.size() && middle >= setter.widestWord()) {
                best = lines;
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        return best;
    }

    private void addList(Block.BulletList list, Tags.Tag parent, double width, List<Slice> flow) {
        Tags.Tag tag = parent.add("L")
                .speaking(list.language())
                .with("/A<</O/List/ListNumbering/" + (list.numbered() ? "Decimal" : "Disc") + ">>");
        boolean toRight = (list.language() == null ? paper.language() : list.language()).rightToLeft();
        double indent = list.numbered() ? 24 : 16;
        int number = 0;
        for (String item : list.items()) {
            number++;
            Tags.Tag entry = tag.add("LI");
            Tags.Tag label = entry.add("Lbl");
            Tags.Tag body = entry.add("LBody");
            List<Slice> lines = text(item, Style.NORMAL, list.language(), body, width, indent * scale);
            if (!lines.isEmpty()) {
                Slice first = lines.get(0);
                String mark = list.numbered() ? number + "." : "•";
                Style style = Style.NORMAL.strong().in(Colour.GREEN);
                Slice labelLine =
                        text(mark, style, list.language(), label, width, 0).get(0);
                Drawn both = new Drawn(first.height, (canvas, x, y, own) -> {
                    double left = toRight ? x - 4 : x + 4;
                    labelLine.draw(canvas, left, y + (first.height - labelLine.height) * 0.68, own);
                    first.draw(canvas, x, y, own);
                });
                both.withNext = first.withNext;
                lines.set(0, both);
            }
            flow.addAll(lines);
            flow.add(gap(2.5));
        }
        flow.add(gap(3));
    }

    private void addTable(Block.Table table, Tags.Tag parent, double width, List<Slice> flow) {
        Tags.Tag tag = parent.add("Table");
        double sum = table.widths().stream().mapToDouble(Double::doubleValue).sum();
        List<Double> widths =
                table.widths().stream().map(share -> share * width / sum).toList();
        double size = table.textSize();
        double padding = 2.5 * scale;
        Row header = null;
        if (!table.header().isEmpty()) {
            Tags.Tag head = tag.add("THead").add("TR");
            List<List<Slice>> cells = new ArrayList<>();
            for (int i = 0; i < widths.size(); i++) {
                Tags.Tag cell = head.add("TH").with("/A<</O/Table/Scope/Column>>");
                Style style = new Style(size, true, Align.CENTER, Colour.WHITE, Block.Fit.WRAP, false);
                cells.add(text(table.header().get(i), style, null, cell, widths.get(i) - 8, 0));
            }
            header = new Row(widths, cells, null, false, padding + 1, 0);
            header.withNext = true;
            flow.add(header);
        }
        Tags.Tag body = tag.add("TBody");
        Row repeated = header == null ? new Row(widths, List.of(), null, false, 0, 0) : header;
        int number = 0;
        for (List<Block.Cell> row : table.rows()) {
            Tags.Tag line = body.add("TR");
            List<List<Slice>> cells = new ArrayList<>();
            for (int i = 0; i < widths.size(); i++) {
                Block.Cell cell = row.get(i);
                Style style = new Style(size, cell.bold(), cell.align(), Colour.INK, Block.Fit.WRAP, false);
                Tags.Tag box = line.add("TD");
                cells.add(text(cell.text(), style, null, box, widths.get(i) - 8, 0));
            }
            flow.add(new Row(widths, cells, repeated, number++ % 2 == 1, padding, table.minRowHeight() * MM * scale));
        }
        flow.add(gap(6));
    }

    private void addColumns(Block.Columns block, Tags.Tag parent, double width, List<Slice> flow) {
        double gap = 7 * MM;
        double sum = block.widths().stream().mapToDouble(Double::doubleValue).sum();
        double room = width - gap * (block.columns().size() - 1);
        List<Double> widths = new ArrayList<>();
        List<List<Slice>> columns = new ArrayList<>();
        for (int i = 0; i < block.columns().size(); i++) {
            double own = block.widths().get(i) * room / sum;
            widths.add(own);
            columns.add(flow(block.columns().get(i), parent.add("Div"), own));
        }
        flow.add(new SideBySide(widths, columns, gap));
        flow.add(gap(4));
    }

    private void addImage(Block.Image image, Tags.Tag parent, double width, List<Slice> flow) {
        Pictures.Picture picture = Pictures.read(image.png());
        double own = Math.min(width, image.width() * MM * scale);
        double height = own * picture.height() / picture.width();
        double most = frame.height() * 0.95;
        double shrink = Math.min(1, most / height);
        double shown = own * shrink;
        double tall = height * shrink;
        Tags.Tag tag = image.altText().isBlank() ? null : figure(parent, image.altText());
        flow.add(new Drawn(tall + 4, (canvas, x, y, room) -> {
            if (tag == null) {
                canvas.artifact();
            } else {
                canvas.tag(tag);
            }
            canvas.image(picture, along(image.align(), x, room, shown), y, shown, tall);
        }));
    }

    private void addLogos(Block.Logos block, Tags.Tag parent, double width, List<Slice> flow) {
        if (block.logos().isEmpty()) {
            return;
        }
        double gap = 3.5 * MM;
        double wide = block.logos().stream()
                .mapToDouble(logo -> logo.picture().ratio())
                .sum();
        double gaps = gap * (block.logos().size() - 1);
        double tall = Math.min(block.height() * MM * scale, (width - gaps) / wide);
        double all = wide * tall + gaps;
        List<Tags.Tag> tags = block.logos().stream()
                .map(logo -> figure(parent, logo.altText()))
                .toList();
        flow.add(new Drawn(tall + 2, (canvas, x, y, room) -> {
            double left = along(block.align(), x, room, all);
            double at = rightToLeft() ? left + all : left;
            for (int i = 0; i < tags.size(); i++) {
                Artwork picture = block.logos().get(i).picture();
                double own = tall * picture.ratio();
                at -= rightToLeft() ? own : 0;
                canvas.tag(tags.get(i));
                canvas.artwork(picture, at, y, own, tall);
                at += rightToLeft() ? -gap : own + gap;
            }
        }));
    }

    private static Tags.Tag figure(Tags.Tag parent, String altText) {
        return parent.add("Figure").with("/Alt" + PdfFile.text(altText));
    }

    private double along(Align align, double x, double room, double size) {
        return switch (align) {
            case CENTER -> x + (room - size) / 2;
            case START, JUSTIFY -> rightToLeft() ? x + room - size : x;
            case END -> rightToLeft() ? x : x + room - size;
        };
    }

    private void addCode(Block.QrCode code, Tags.Tag parent, List<Slice> flow) {
        boolean[][] modules = QrCodes.modules(code.text());
        double size = code.size() * MM;
        Tags.Tag tag = figure(parent, code.altText());
        flow.add(new Drawn(size + 4, (canvas, x, y, room) -> {
            canvas.tag(tag);
            canvas.modules(modules, along(code.align(), x, room, size), y, size);
        }));
    }

    private void addSignatures(Block.SignatureLines block, Tags.Tag parent, double width, List<Slice> flow) {
        int count = block.signatories().size();
        if (count == 0) {
            return;
        }
        double gap = 10 * MM;
        double own = Math.min((width - gap * (count - 1)) / count, 90 * MM);
        double side = (width - own * count - gap * (count - 1)) / 2;
        List<List<Slice>> labels = new ArrayList<>();
        List<List<Slice>> names = new ArrayList<>();
        for (Block.Signatory signatory : block.signatories()) {
            Style style = Style.NORMAL.strong().centred().size(12);
            labels.add(text(signatory.label(), style, null, parent.add("P"), own, 0));
            names.add(
                    signatory.name() == null || signatory.name().isBlank()
                            ? List.of()
                            : text(
                                    signatory.name(),
                                    Style.NORMAL.centred().size(11.5).shrinking(),
                                    null,
                                    parent.add("P"),
                                    own,
                                    0));
        }
        double labelHeight =
                labels.stream().mapToDouble(PaperLayout::heightOf).max().orElse(0);
        double nameHeight =
                names.stream().mapToDouble(PaperLayout::heightOf).max().orElse(0);
        double room = block.height() * MM * scale;
        flow.add(new Drawn(labelHeight + room + nameHeight + 4, (canvas, x, y, all) -> {
            for (int i = 0; i < count; i++) {
                double offset = side + i * (own + gap);
                double left = rightToLeft() ? x + all - offset - own : x + offset;
                drawAll(labels.get(i), canvas, left, y, own);
                canvas.artifact();
                canvas.stroke(paper.palette().ornament(), 0.9);
                canvas.line(left + own * 0.14, y + labelHeight + room, left + own * 0.86, y + labelHeight + room);
                drawAll(names.get(i), canvas, left, y + labelHeight + room + 2, own);
            }
        }));
    }

    private static void drawAll(List<Slice> slices, PageCanvas canvas, double x, double y, double width) {
        double top = y;
        for (Slice slice : slices) {
            slice.draw(canvas, x, top, width);
            top += slice.height;
        }
    }

    private void addChart(Block.BarChart chart, Tags.Tag parent, double width, List<Slice> flow) {
        if (!chart.title().isBlank()) {
            Style style = Style.NORMAL.strong().size(12);
            List<Slice> title = text(chart.title(), style, null, parent.add("P"), width, 0);
            title.forEach(line -> line.withNext = true);
            flow.addAll(title);
        }
        Tags.Tag tag = figure(parent, chart.altText());
        double most = Math.max(
                chart.full(),
                chart.bars().stream().mapToDouble(Block.Bar::value).max().orElse(0));
        double labels = width * 0.36;
        double values = width * 0.14;
        double track = width - labels - values - 12;
        for (Block.Bar bar : chart.bars()) {
            List<Slice> label = text(bar.label(), Style.NORMAL.size(10.5), null, tag, labels, 0);
            List<Slice> value = text(bar.shown(), Style.NORMAL.size(10.5).strong(), null, tag, values, 0);
            double height = Math.max(heightOf(label), heightOf(value)) + 3;
            double length = most <= 0 ? 0 : Math.max(0, bar.value()) / most * track;
            flow.add(new Drawn(height, (canvas, x, y, all) -> {
                boolean mirrored = rightToLeft();
                drawAll(label, canvas, mirrored ? x + all - labels : x, y + (height - heightOf(label)) / 2, labels);
                double from = x + labels + 6;
                canvas.tag(tag);
                canvas.fill(new Colour(0xe9efec));
                canvas.rectangle(mirrored ? x + values + 6 : from, y + height / 2 - 5, track, 10);
                canvas.fill(Colour.GREEN);
                if (length > 0) {
                    canvas.rectangle(mirrored ? x + values + 6 + track - length : from, y + height / 2 - 5, length, 10);
                }
                drawAll(value, canvas, mirrored ? x : x + all - values, y + (height - heightOf(value)) / 2, values);
            }));
        }
        flow.add(gap(8));
    }

    private void addFacts(Block.KeyValues facts, Tags.Tag parent, double width, List<Slice> flow) {
        Tags.Tag list = parent.add("L").with("/A<</O/List/ListNumbering/None>>");
        double widest = 0;
        for (Block.KeyValue fact : facts.entries()) {
            widest = Math.max(
                    widest, TextSetter.of(fact.label(), true, rightToLeft()).unbroken() * Style.NORMAL.size());
        }
        double labels = Math.min(width * 0.42, (widest + 14) * scale);
        for (Block.KeyValue fact : facts.entries()) {
            Tags.Tag entry = list.add("LI");
            Style labelStyle = Style.NORMAL.strong().in(Colour.GREEN);
            List<Slice> label = text(fact.label(), labelStyle, null, entry.add("Lbl"), labels - 8, 0);
            List<Slice> value = text(fact.value(), Style.NORMAL, null, entry.add("LBody"), width - labels, 0);
            flow.add(new SideBySide(List.of(labels - 8, width - labels), List.of(label, value), 8));
            flow.add(gap(1.5));
        }
        flow.add(gap(5));
    }

    // From slices to pages

    private static boolean fits(List<Slice> flow, double available) {
        double height = 0;
        for (Slice slice : flow) {
            if (slice instanceof NewPage) {
                return false;
            }
            height += slice instanceof Space space && space.flexible ? slice.height * 0.35 : slice.height;
        }
        return height <= available;
    }

    /** One sheet: what room is left, or lacking, goes to the spaces that the paper asked for. */
    private List<Placed> spread(List<Slice> flow) {
        double fixed = 0;
        double flexible = 0;
        for (Slice slice : flow) {
            if (slice instanceof Space space && space.flexible) {
                flexible += slice.height;
            } else {
                fixed += slice.height;
            }
        }
        double left = frame.height() - fixed;
        double factor = flexible > 0 ? Math.min(left / flexible, 2.6) : 0;
        double y = frame.top() + Math.max(0, (left - flexible * factor) / 2);
        List<Placed> page = new ArrayList<>();
        for (Slice slice : flow) {
            double height = slice instanceof Space space && space.flexible ? slice.height * factor : slice.height;
            page.add(new Placed(slice, frame.left(), y, frame.width()));
            y += height;
        }
        return page;
    }

    private List<List<Placed>> stack(List<Slice> flow) {
        List<List<Placed>> pages = new ArrayList<>();
        Deque<Slice> queue = new ArrayDeque<>(flow);
        while (!queue.isEmpty()) {
            List<Placed> page = new ArrayList<>();
            double y = frame.top();
            if (queue.peek() instanceof Row row && row.header != null && row.header.height > 0 && !pages.isEmpty()) {
                Row header = row.header;
                page.add(new Placed(
                        new Drawn(header.height, (canvas, x, top, width) -> header.draw(canvas, x, top, width, true)),
                        frame.left(),
                        y,
                        frame.width()));
                y += header.height;
            }
            for (Slice slice : fill(queue, frame.top() + frame.height() - y, true)) {
                page.add(new Placed(slice, frame.left(), y, frame.width()));
                y += slice.height;
            }
            pages.add(page);
            while (!queue.isEmpty() && queue.peek() instanceof Space) {
                queue.poll();
            }
        }
        if (pages.isEmpty()) {
            pages.add(List.of());
        }
        return pages;
    }

    /** Takes from the queue what fits into the height. {@code must} takes one slice at least, or the flow would never end. */
    private static List<Slice> fill(Deque<Slice> queue, double available, boolean must) {
        List<Slice> taken = new ArrayList<>();
        double left = available;
        while (!queue.isEmpty()) {
            if (queue.peek() instanceof NewPage) {
                queue.poll();
                if (taken.isEmpty()) {
                    continue;
                }
                break;
            }
            List<Slice> group = new ArrayList<>();
            double height = 0;
            for (Slice slice : queue) {
                if (slice instanceof NewPage) {
                    break;
                }
                group.add(slice);
                height += slice.height;
                if (!slice.withNext) {
                    break;
                }
            }
            if (height <= left + 0.01) {
                taken.addAll(group);
                group.forEach(slice -> queue.poll());
                left -= height;
                continue;
            }
            Slice next = group.get(0);
            boolean alone = taken.isEmpty();
            if (next instanceof Space && !must) {
                break;
            }
            if (group.size() == 1 || alone) {
                Cut cut = next.height > left ? next.cut(left) : null;
                boolean worthwhile = cut != null && (alone || next instanceof SideBySide || next.height > available);
                if (cut != null && worthwhile) {
                    taken.add(cut.head());
                    queue.poll();
                    queue.addFirst(cut.rest());
                    break;
                }
            }
            if (alone && (must || next.height <= left)) {
                // A group longer than a page: give up keeping it together.
                if (next.height <= left || must) {
                    taken.add(next);
                    queue.poll();
                    left -= next.height;
                    continue;
                }
            }
            break;
        }
        return taken;
    }
}
