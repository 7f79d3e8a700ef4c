package org.dawra.document;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;

/**
 * Frames and the specimen's background, drawn from the eight-pointed star of Moroccan tiles. Each is made once and shared
 * by all files as deflated bytes.
 */
final class Ornaments {

    private static final double MM = PaperLayout.MM;
    private static final String PALE_RED = "0.984 0.949 0.941";
    /** Where two squares, one turned by 45 degrees, cross: the inner radius of their star. */
    private static final double INNER = Math.cos(Math.PI / 4) / Math.cos(Math.PI / 8);

    private static final Map<Form, byte[]> DRAWN = new ConcurrentHashMap<>();

    private Ornaments() {}

    /** What stands behind a page's text. */
    record Form(PageSize size, Decoration decoration, Palette palette, boolean sample) {}

    static int write(PdfFile file, Form form) {
        int tile = file.reserve();
        Tile kind = form.decoration() == Decoration.DIPLOMA ? Tile.FILLED : Tile.LIGHT;
        file.stream(tile, "/Type/XObject/Subtype/Form/BBox[-20 -20 20 20]/Resources<<>>", kind.drawing(form.palette()));
        int object = file.reserve();
        file.packedStream(
                object,
                "/Type/XObject/Subtype/Form/BBox[0 0 " + form.size().width() + " "
                        + form.size().height() + "]/Resources<</XObject<</T " + tile + " 0 R>>>>",
                DRAWN.computeIfAbsent(form, Ornaments::draw));
        return object;
    }

    /** One star of the band, repeated by shifting it. */
    private enum Tile {
        LIGHT(1.75 * MM, 6.2 * MM),
        FILLED(2.2 * MM, 7.4 * MM);

        private final double radius;
        private final double spacing;

        Tile(double radius, double spacing) {
            this.radius = radius;
            this.spacing = spacing;
        }

        byte[] drawing(Palette palette) {
            boolean filled = this == FILLED;
            Pen pen = new Pen(0, 0, palette);
            pen.stroke(pen.ornament, 0.7);
            pen.star(0, 0, radius, 0);
            pen.out.append("S\n");
            pen.fill(filled ? pen.ornament : pen.frame);
            pen.star(0, 0, radius * (filled ? 0.62 : 0.42), Math.PI / 8);
            pen.out.append("f\n");
            return pen.out.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static byte[] draw(Form form) {
        Pen pen = new Pen(form.size().width(), form.size().height(), form.palette());
        switch (form.decoration()) {
            case CERTIFICATE -> pen.certificate();
            case DIPLOMA -> pen.diploma();
            case PLAIN -> {}
        }
        if (form.sample()) {
            pen.specimen();
        }
        Deflater deflater = new Deflater(9);
        deflater.setInput(pen.out.toString().getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        byte[] packed = new byte[pen.out.length() + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    private static final class Pen {
        private final double width;
        private final double height;
        private final StringBuilder out = new StringBuilder(20_000);

        private final String frame;
        private final String ornament;
        private final String paleOrnament;
        private final String cream;

        Pen(double width, double height, Palette palette) {
            this.width = width;
            this.height = height;
            this.frame = components(palette.frame());
            this.ornament = components(palette.ornament());
            this.paleOrnament = components(Palette.mixed(palette.ornament(), 255, 0.87));
            this.cream = components(Palette.mixed(palette.ornament(), 255, 0.985));
        }

        private static String components(Block.Colour colour) {
            return String.format(
                    Locale.ROOT,
                    "%.3f %.3f %.3f",
                    (colour.rgb() >> 16 & 255) / 255.0,
                    (colour.rgb() >> 8 & 255) / 255.0,
                    (colour.rgb() & 255) / 255.0);
        }

        void certificate() {
            frameLine(7.5, frame, 2);
            frameLine(8.9, ornament, 0.6);
            starBand(11.9, Tile.LIGHT);
            frameLine(14.9, ornament, 0.6);
            frameLine(16, frame, 0.9);
            corners(11.75, 6.2);
        }

        void diploma() {
            fill(cream);
            rectangle(7 * MM, 7 * MM, width - 14 * MM, height - 14 * MM);
            out.append("f\n");
            rosette(width / 2, height / 2, Math.min(width, height) * 0.36);
            frameLine(6.5, frame, 3.2);
            frameLine(8.2, ornament, 0.8);
            starBand(11.9, Tile.FILLED);
            frameLine(15.6, ornament, 0.8);
            frameLine(16.9, frame, 1.2);
            frameLine(18.1, ornament, 0.5);
            corners(11.9, 8);
        }

        /** Words are drawn as pictures of themselves, so that nobody copies them in the middle of a sentence. */
        void specimen() {
            fill(PALE_RED);
            double turn = Math.atan2(height, width) * 0.62;
            double size = Math.min(width, height);
            word("نموذج", Typefaces.main(true), true, size * 0.2, turn, -0.16);
            word("SPÉCIMEN", Typefaces.plain(), false, size * 0.13, turn, 1.15);
        }

        private void word(String text, FontFile font, boolean rightToLeft, double size, double turn, double fall) {
            // Large pale letters need no more than whole units of this size.
            Shape shape =
                    AffineTransform.getScaleInstance(0.2, 0.2).createTransformedShape(font.outline(text, rightToLeft));
            Rectangle2D box = shape.getBounds2D();
            double scale = Math.min(5 * size / font.unitsPerEm(), Math.hypot(width, height) * 0.62 / box.getWidth());
            AffineTransform place = AffineTransform.getTranslateInstance(width / 2, height / 2);
            place.rotate(turn);
            place.translate(0, -fall * size);
            place.scale(scale, -scale);
            place.translate(-box.getCenterX(), 0);
            double[] matrix = new double[6];
            place.getMatrix(matrix);
            out.append("q ");
            for (double entry : matrix) {
                out.append(String.format(Locale.ROOT, "%.5f ", entry));
            }
            out.append("cm ");
            path(shape);
            out.append("f Q\n");
        }

        private void path(Shape shape) {
            double[] c = new double[6];
            double lastX = 0;
            double lastY = 0;
            for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
                switch (i.currentSegment(c)) {
                    case PathIterator.SEG_MOVETO -> {
                        whole(c[0], c[1]);
                        out.append("m ");
                        lastX = c[0];
                        lastY = c[1];
                    }
                    case PathIterator.SEG_LINETO -> {
                        whole(c[0], c[1]);
                        out.append("l ");
                        lastX = c[0];
                        lastY = c[1];
                    }
                    case PathIterator.SEG_QUADTO -> {
                        whole(lastX + (c[0] - lastX) * 2 / 3, lastY + (c[1] - lastY) * 2 / 3);
                        whole(c[2] + (c[0] - c[2]) * 2 / 3, c[3] + (c[1] - c[3]) * 2 / 3);
                        whole(c[2], c[3]);
                        out.append("c ");
                        lastX = c[2];
                        lastY = c[3];
                    }
                    case PathIterator.SEG_CUBICTO -> {
                        whole(c[0], c[1]);
                        whole(c[2], c[3]);
                        whole(c[4], c[5]);
                        out.append("c ");
                        lastX = c[4];
                        lastY = c[5];
                    }
                    default -> out.append("h ");
                }
            }
        }

        private void whole(double x, double y) {
            out.append(Math.round(x)).append(' ').append(Math.round(y)).append(' ');
        }

        private void frameLine(double inset, String colour, double weight) {
            stroke(colour, weight);
            double at = inset * MM;
            rectangle(at, at, width - 2 * at, height - 2 * at);
            out.append("S\n");
        }

        /** Stars along the frame, linked by small lozenges; none at the corners. */
        private void starBand(double inset, Tile tile) {
            double at = inset * MM;
            chain(at, at, width - at, at, tile);
            chain(at, height - at, width - at, height - at, tile);
            chain(at, at, at, height - at, tile);
            chain(width - at, at, width - at, height - at, tile);
        }

        private void chain(double x1, double y1, double x2, double y2, Tile tile) {
            double length = Math.hypot(x2 - x1, y2 - y1);
            int count = (int) Math.round(length / tile.spacing);
            double dx = (x2 - x1) / count;
            double dy = (y2 - y1) / count;
            String step = step(dx, dy);
            out.append("q ").append(step(x1, y1)).append('\n');
            for (int i = 1; i < count; i++) {
                out.append(step).append("/T Do\n");
            }
            out.append("Q q ").append(step(x1 + dx / 2, y1 + dy / 2));
            fill(tile == Tile.FILLED ? frame : ornament);
            for (int i = 1; i < count - 1; i++) {
                out.append(step);
                polygon(0, 0, tile.radius * 0.42, 4, 0);
                out.append("f\n");
            }
            out.append("Q\n");
        }

        private static String step(double dx, double dy) {
            return String.format(Locale.ROOT, "1 0 0 1 %.4f %.4f cm ", dx, dy);
        }

        private void corners(double inset, double radius) {
            double at = inset * MM;
            double r = radius * MM;
            for (double x : new double[] {at, width - at}) {
                for (double y : new double[] {at, height - at}) {
                    out.append("q ").append(step(x, y));
                    layer("1 1 1", r * 1.12, 0);
                    layer(frame, r, 0);
                    stroke(ornament, 0.9);
                    star(0, 0, r * 1.12, 0);
                    out.append("S\n");
                    layer(ornament, r * 0.66, Math.PI / 8);
                    layer(frame, r * 0.42, 0);
                    layer("1 1 1", r * 0.2, Math.PI / 8);
                    out.append("Q\n");
                }
            }
        }

        private void layer(String colour, double radius, double turn) {
            fill(colour);
            star(0, 0, radius, turn);
            out.append("f\n");
        }

        /** A large pale rosette of turned squares. */
        private void rosette(double x, double y, double radius) {
            stroke(paleOrnament, 1.4);
            for (int ring = 0; ring < 3; ring++) {
                double r = radius * (1 - ring * 0.27);
                for (int turn = 0; turn < 4; turn++) {
                    polygon(x, y, r, 4, Math.PI / 8 * turn);
                    out.append("S\n");
                }
            }
            star(x, y, radius * 0.28, 0);
            out.append("S\n");
        }

        private void star(double x, double y, double radius, double turn) {
            for (int i = 0; i < 16; i++) {
                double r = i % 2 == 0 ? radius : radius * INNER;
                double angle = turn + i * Math.PI / 8;
                point(x + r * Math.cos(angle), y + r * Math.sin(angle));
                out.append(i == 0 ? "m " : "l ");
            }
            out.append("h ");
        }

        private void polygon(double x, double y, double radius, int corners, double turn) {
            for (int i = 0; i < corners; i++) {
                double angle = turn + i * 2 * Math.PI / corners;
                point(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
                out.append(i == 0 ? "m " : "l ");
            }
            out.append("h ");
        }

        private void rectangle(double x, double y, double w, double h) {
            point(x, y);
            point(w, h);
            out.append("re ");
        }

        private void fill(String colour) {
            out.append(colour).append(" rg ");
        }

        private void stroke(String colour, double weight) {
            out.append(colour).append(" RG ");
            PageCanvas.append(out, weight);
            out.append(" w ");
        }

        private void point(double x, double y) {
            PageCanvas.append(out, x);
            out.append(' ');
            PageCanvas.append(out, y);
            out.append(' ');
        }
    }
}
