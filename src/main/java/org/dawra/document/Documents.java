package org.dawra.document;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.springframework.stereotype.Component;

/**
 * Turns papers into PDF/A-3a files that are also PDF/UA-1: tagged, with their fonts and colours inside, and text that is
 * copied in the order it is read. Thread-safe; the same papers give the same bytes.
 */
@Component
public class Documents {

    private static final String SPECIMEN = "نموذج – لا يُعتد به / SPÉCIMEN";
    private static final double MM = PaperLayout.MM;

    /** The characters of a text that no font here has, with spaces between; they would be printed as boxes. */
    public static String unprintable(String text) {
        return Typefaces.unprintable(text);
    }

    /** One paper as a PDF. */
    public byte[] render(Paper paper) {
        return render(List.of(paper));
    }

    /** One paper as a PDF that carries files with it. */
    public byte[] render(Paper paper, List<Attachment> attachments) {
        var out = new ByteArrayOutputStream(48_000);
        var print = new Print(out);
        attachments.forEach(print::attach);
        print.all(List.of(paper).iterator());
        return out.toByteArray();
    }

    /** Several papers as one print file, each starting on a new page. */
    public byte[] render(List<Paper> papers) {
        var out = new ByteArrayOutputStream(48_000);
        render(papers.iterator(), out);
        return out.toByteArray();
    }

    /** Papers as one print file, written as they come: nothing is held but the paper at hand. Does not close the stream. */
    public void render(Iterator<Paper> papers, OutputStream out) {
        if (!papers.hasNext()) {
            throw new IllegalArgumentException("No paper to print");
        }
        new Print(out instanceof ByteArrayOutputStream ? out : new BufferedOutputStream(out, 1 << 16)).all(papers);
    }

    /** One file in the making. */
    private static final class Print {
        private final PdfFile file;
        private final PageResources resources;
        private final int catalog;
        private final int pageTree;
        private final int structure;
        private final int document;
        private final List<Integer> pages = new ArrayList<>();
        private final List<Integer> pageStructures = new ArrayList<>();
        private final List<Integer> parts = new ArrayList<>();
        private final StringBuilder attached = new StringBuilder();
        private final StringBuilder attachedNames = new StringBuilder();
        private boolean sample;

        Print(OutputStream out) {
            file = new PdfFile(out);
            catalog = file.reserve();
            pageTree = file.reserve();
            structure = file.reserve();
            document = file.reserve();
            resources = new PageResources(file);
        }

        /**
         * Comes before all else in the file: a foreign file may hold anything, also what looks like an object of ours, and
         * of two objects with one number the later one counts.
         */
        void attach(Attachment attachment) {
            int content = file.reserve();
            file.stream(
                    content,
                    "/Type/EmbeddedFile/Subtype/" + attachment.mime().replace("/", "#2F") + "/Params<</Size "
                            + attachment.bytes().length + ">>",
                    attachment.bytes());
            String name = PdfFile.text(attachment.fileName());
            int specification = file.write("<</Type/Filespec/F" + name + "/UF" + name + "/Desc"
                    + PdfFile.text(attachment.description()) + "/AFRelationship/Supplement/EF<</F " + content
                    + " 0 R/UF " + content + " 0 R>>>>");
            attached.append(specification).append(" 0 R ");
            attachedNames.append(name).append(' ').append(specification).append(" 0 R ");
        }

        private String attachments() {
            return attached.isEmpty()
                    ? ""
                    : "/AF[" + attached + "]/Names<</EmbeddedFiles<</Names[" + attachedNames + "]>>>>";
        }

        void all(Iterator<Paper> papers) {
            Paper first = papers.next();
            for (Paper paper = first; ; paper = papers.next()) {
                add(paper);
                if (!papers.hasNext()) {
                    break;
                }
            }
            finish(first);
        }

        private void add(Paper paper) {
            sample |= paper.sample();
            resources.embed(paper.letters());
            PaperLayout.Result layout = PaperLayout.of(paper);
            int count = layout.pages().size();
            List<List<Tags.Tag>> marked = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int page = file.reserve();
                PageCanvas canvas = new PageCanvas(resources, paper.size().height(), page);
                new Sheet(paper, canvas, i + 1, count).draw(layout);
                int content = file.reserve();
                file.stream(content, "", canvas.content().getBytes(StandardCharsets.US_ASCII));
                file.writePlain(
                        page,
                        "<</Type/Page/Parent " + pageTree + " 0 R/MediaBox[0 0 "
                                + paper.size().width() + " " + paper.size().height() + "]/Resources "
                                + resources.object() + " 0 R/Contents " + content + " 0 R/StructParents "
                                + pages.size() + "/Tabs/S>>");
                pages.add(page);
                marked.add(canvas.marked());
            }
            layout.tags().number(file);
            for (List<Tags.Tag> tags : marked) {
                StringBuilder parents = new StringBuilder("[");
                for (Tags.Tag tag : tags) {
                    parents.append(Tags.objectOf(tag)).append(" 0 R ");
                }
                pageStructures.add(file.write(parents.append(']')));
            }
            parts.add(layout.tags().write(file, document));
        }

        private void finish(Paper first) {
            resources.write();
            file.writePlain(pageTree, "<</Type/Pages/Count " + pages.size() + "/Kids[" + references(pages) + "]>>");
            StringBuilder numbers = new StringBuilder();
            for (int i = 0; i < pageStructures.size(); i++) {
                numbers.append(i).append(' ').append(pageStructures.get(i)).append(" 0 R ");
            }
            file.write(
                    structure,
                    "<</Type/StructTreeRoot/K " + document + " 0 R/ParentTree<</Nums[" + numbers
                            + "]>>/ParentTreeNextKey " + pageStructures.size() + ">>");
            file.write(document, "<</S/Document/P " + structure + " 0 R/K[" + references(parts) + "]>>");
            int metadata = file.reserve();
            file.plainStream(
                    metadata,
                    "/Type/Metadata/Subtype/XML",
                    FileProperties.xmp(first.title(), first.language(), sample));
            int profile = file.reserve();
            file.packedStream(profile, "/N 3/Alternate/DeviceRGB", FileProperties.packedColourProfile());
            file.writePlain(
                    catalog,
                    "<</Type/Catalog/Pages " + pageTree + " 0 R/StructTreeRoot " + structure
                            + " 0 R/MarkInfo<</Marked true>>/Lang("
                            + first.language().tag()
                            + ")/ViewerPreferences<</DisplayDocTitle true"
                            + (first.language().rightToLeft() ? "/Direction/R2L" : "")
                            + ">>/Metadata " + metadata + " 0 R/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                            + "/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile " + profile + " 0 R>>]"
                            + attachments() + ">>");
            int info = file.reserve();
            file.writePlain(info, FileProperties.info(first.title(), sample));
            file.finish(catalog, info);
        }

        private static String references(List<Integer> objects) {
            StringBuilder text = new StringBuilder(8 * objects.size());
            for (int object : objects) {
                text.append(object).append(" 0 R ");
            }
            return text.toString();
        }
    }

    /** One page: background, what the flow put there, and what repeats on every page. */
    private record Sheet(Paper paper, PageCanvas canvas, int number, int count) {

        void draw(PaperLayout.Result layout) {
            boolean framed = paper.decoration() != Decoration.PLAIN;
            if (framed || paper.sample()) {
                canvas.pagination();
                canvas.form(new Ornaments.Form(paper.size(), paper.decoration(), paper.palette(), paper.sample()));
            }
            if (paper.sample()) {
                banner(layout, framed);
            }
            canvas.close();
            for (PaperLayout.Placed placed : layout.pages().get(number - 1)) {
                placed.slice().draw(canvas, placed.x(), placed.y(), placed.width());
            }
            canvas.pagination();
            header(framed);
            footer(framed);
        }

        private void banner(PaperLayout.Result layout, boolean framed) {
            double middle = paper.size().width() / 2;
            double boxWidth = framed ? 74 * MM : paper.size().width() - 40 * MM;
            double boxHeight = 7.4 * MM;
            double top = framed ? 8.1 * MM : 8 * MM;
            canvas.fill(framed ? Colour.WHITE : new Colour(0xfbeceb));
            canvas.rectangle(middle - boxWidth / 2, top, boxWidth, boxHeight);
            canvas.stroke(Colour.RED, 0.8);
            canvas.box(middle - boxWidth / 2, top, boxWidth, boxHeight);
            if (layout.banner() != null && number == 1) {
                canvas.tag(layout.banner());
            }
            centred(SPECIMEN, 11, true, Colour.RED, middle, top + 5 * MM);
            canvas.pagination();
            double bottom =
                    framed ? paper.size().height() - 15.5 * MM : paper.size().height() - 11 * MM;
            if (framed) {
                canvas.fill(Colour.WHITE);
                canvas.rectangle(middle - boxWidth / 2, bottom, boxWidth, boxHeight);
                canvas.stroke(Colour.RED, 0.8);
                canvas.box(middle - boxWidth / 2, bottom, boxWidth, boxHeight);
            }
            centred(SPECIMEN, framed ? 11 : 9, true, Colour.RED, middle, bottom + 5 * MM);
        }

        private void header(boolean framed) {
            if (framed || paper.header() == null) {
                return;
            }
            double top = (paper.sample() ? 18 : 10) * MM;
            double left = 20 * MM;
            double right = paper.size().width() - left;
            canvas.stroke(Colour.GOLD, 0.7);
            canvas.line(left, top + 6.6 * MM, right, top + 6.6 * MM);
            along(paper.header(), Align.START, left, right, top + 4.6 * MM);
        }

        private void footer(boolean framed) {
            double height = paper.size().height();
            double left = (framed ? 27 : 20) * MM;
            double right = paper.size().width() - left;
            double baseline = height - (framed ? 19.2 : 13) * MM;
            boolean toRight = paper.language().rightToLeft();
            if (!framed && (paper.footer() != null || paper.pageNumbers())) {
                canvas.stroke(new Colour(0xcbd5d1), 0.5);
                canvas.line(left, baseline - 4.6 * MM, right, baseline - 4.6 * MM);
            }
            if (paper.footer() != null) {
                along(paper.footer(), framed ? Align.CENTER : Align.START, left, right, baseline);
            }
            if (paper.pageNumbers()) {
                String text = toRight ? "صفحة " + number + " من " + count : "Page " + number + " sur " + count;
                along(text, framed && paper.footer() == null ? Align.CENTER : Align.END, left, right, baseline);
            }
        }

        private void along(String text, Align align, double left, double right, double baseline) {
            boolean toRight = paper.language().rightToLeft();
            TextSetter setter = new TextSetter(text.replace('\n', ' '), false, toRight);
            double size = Math.min(9.5, (right - left) * 0.82 / Math.max(setter.unbroken(), 1e-9));
            TextSetter.Line line = setter.lines(1e9).get(0);
            double width = line.em() * size;
            double x = align == Align.CENTER
                    ? (left + right - width) / 2
                    : (align == Align.START) == toRight ? right - width : left;
            canvas.text(line, x, baseline, size, Colour.MUTED, 0, false);
        }

        private void centred(String text, double size, boolean bold, Colour colour, double middle, double baseline) {
            TextSetter.Line line = TextSetter.of(text, bold, true).lines(1e9).get(0);
            canvas.text(line, middle - line.em() * size / 2, baseline, size, colour, 0, false);
        }
    }
}
