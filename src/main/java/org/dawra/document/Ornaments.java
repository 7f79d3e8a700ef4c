package org.dawra.document;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;

/**
 * Frames and the specimen's background, drawn from the eight-pointed star of Moroccan tiles. Each is made once and shared
 * by all files as deflated bytes.
 */
final class Ornaments {

    private static final double MM = PaperLayout.MM;
    private static final String GREEN = "0.043 0.365 0.306";
    private static final String GOLD = "0.722 0.537 0.169";
    private static final String PALE_GOLD = "0.965 0.937 0.867";
    private static final String CREAM = "0.996 0.992 0.976";
    private static final String PALE_RED = "0.976 0.929 0.922";
    /** Where two squares, one turned by 45 degrees, cross: the inner radius of their star. */
    private static final double INNER = Math.cos(Math.PI / 4) / Math.cos(Math.PI / 8);

    private static final Map<Form, byte[]> DRAWN = new ConcurrentHashMap<>();

    private Ornaments() {}

    /** What stands behind a page's text. */
    record Form(PageSize size, Decoration decoration, boolean sample) {}

    static int write(PdfFile file, Form form) {
        int object = file.reserve();
        file.packedStream(
                object,
                "/Type/XObject/Subtype/Form/BBox[0 0 " + form.size().width() + " "
                        + form.size().height() + "]/Resources<<>>",
                DRAWN.computeIfAbsent(form, Ornaments::draw));
        return object;
    }

    private static byte[] draw(Form form) {
        Pen pen = new Pen(form.size().width(), form.size().height());
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
        return java.util.Arrays.copyOf(packed, length);
    }

    private static final class Pen {
        private final double width;
        private final double height;
        private final StringBuilder out = new StringBuilder(20_000);

        Pen(double width, double height) {
            this.width = width;
            this.height = height;
        }

        void certificate() {
            frameLine(7.5, GREEN, 2);
            frameLine(8.9, GOLD, 0.6);
            starBand(11.9, 1.75, 6.2, false);
            frameLine(14.9, GOLD, 0.6);
            frameLine(16, GREEN, 0.9);
            corners(11.75, 6.2);
        }

        void diploma() {
            fill(CREAM);
            rectangle(7 * MM, 7 * MM, width - 14 * MM, height - 14 * MM);
            out.append("f\n");
            rosette(width / 2, height / 2, Math.min(width, height) * 0.36);
            frameLine(6.5, GREEN, 3.2);
            frameLine(8.2, GOLD, 0.8);
            starBand(11.9, 2.2, 7.4, true);
            frameLine(15.6, GOLD, 0.8);
            frameLine(16.9, GREEN, 1.2);
            frameLine(18.1, GOLD, 0.5);
            corners(11.9, 8);
        }

        /** Words are drawn as pictures of themselves, so that nobody copies them in the middle of a sentence. */
        void specimen() {
            fill(PALE_RED);
            double turn = Math.atan2(height, width) * 0.62;
            double size = Math.min(width, height);
            word("نموذج", true, size * 0.34, width / 2, height / 2, turn, 0.42);
            word("SPÉCIMEN", false, size * 0.26, width / 2, height / 2, turn, -0.72);
        }

        private void word(
                String text, boolean rightToLeft, double size, double x, double y, double turn, double rise) {
            FontFile font = Typefaces.main(true);
            Shape shape = font.outline(text, rightToLeft);
            Rectangle2D box = shape.getBounds2D();
            double scale = Math.min(size / font.unitsPerEm(), Math.hypot(width, height) * 0.62 / box.getWidth());
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            place.rotate(turn);
            place.translate(0, rise * size);
            place.scale(scale, -scale);
            place.translate(-box.getCenterX(), 0);
            path(shape, place);
            out.append("f\n");
        }

        private void path(Shape shape, AffineTransform place) {
            double[] c = new double[6];
            double lastX = 0;
            double lastY = 0;
            for (PathIterator i = shape.getPathIterator(place); !i.isDone(); i.next()) {
                switch (i.currentSegment(c)) {
                    case PathIterator.SEG_MOVETO -> {
                        point(c[0], c[1]);
                        out.append("m ");
                        lastX = c[0];
                        lastY = c[1];
                    }
                    case PathIterator.SEG_LINETO -> {
                        point(c[0], c[1]);
                        out.append("l ");
                        lastX = c[0];
                        lastY = c[1];
                    }
                    case PathIterator.SEG_QUADTO -> {
                        point(lastX + (c[0] - lastX) * 2 / 3, lastY + (c[1] - lastY) * 2 / 3);
                        point(c[2] + (c[0] - c[2]) * 2 / 3, c[3] + (c[1] - c[3]) * 2 / 3);
                        point(c[2], c[3]);
                        out.append("c ");
                        lastX = c[2];
                        lastY = c[3];
                    }
                    case PathIterator.SEG_CUBICTO -> {
                        point(c[0], c[1]);
                        point(c[2], c[3]);
                        point(c[4], c[5]);
                        out.append("c ");
                        lastX = c[4];
                        lastY = c[5];
                    }
                    default -> out.append("h ");
                }
            }
        }

        private void frameLine(double inset, String colour, double weight) {
            stroke(colour, weight);
            double at = inset * MM;
            rectangle(at, at, width - 2 * at, height - 2 * at);
            out.append("S\n");
        }

        /** Stars along the frame, linked by small lozenges; none at the corners. */
        private void starBand(double inset, double radius, double spacing, boolean filled) {
            double at = inset * MM;
            chain(at, at, width - at, at, radius * MM, spacing * MM, filled);
            chain(at, height - at, width - at, height - at, radius * MM, spacing * MM, filled);
            chain(at, at, at, height - at, radius * MM, spacing * MM, filled);
            chain(width - at, at, width - at, height - at, radius * MM, spacing * MM, filled);
        }

        private void chain(
                double x1, double y1, double x2, double y2, double radius, double spacing, boolean filled) {
            double length = Math.hypot(x2 - x1, y2 - y1);
            int count = (int) Math.round(length / spacing);
            for (int i = 1; i < count; i++) {
                double x = x1 + (x2 - x1) * i / count;
                double y = y1 + (y2 - y1) * i / count;
                stroke(GOLD, 0.7);
                star(x, y, radius, 0);
                out.append("S\n");
                fill(filled ? GOLD : GREEN);
                star(x, y, radius * (filled ? 0.62 : 0.42), Math.PI / 8);
                out.append("f\n");
                if (i < count - 1) {
                    double half = 0.5 / count;
                    double mx = x + (x2 - x1) * half;
                    double my = y + (y2 - y1) * half;
                    fill(filled ? GREEN : GOLD);
                    lozenge(mx, my, radius * 0.42);
                    out.append("f\n");
                }
            }
        }

        private void corners(double inset, double radius) {
            double at = inset * MM;
            double r = radius * MM;
            for (double x : new double[] {at, width - at}) {
                for (double y : new double[] {at, height - at}) {
                    fill("1 1 1");
                    star(x, y, r * 1.12, 0);
                    out.append("f\n");
                    fill(GREEN);
                    star(x, y, r, 0);
                    out.append("f\n");
                    stroke(GOLD, 0.9);
                    star(x, y, r * 1.12, 0);
                    out.append("S\n");
                    fill(GOLD);
                    star(x, y, r * 0.66, Math.PI / 8);
                    out.append("f\n");
                    fill(GREEN);
                    star(x, y, r * 0.42, 0);
                    out.append("f\n");
                    fill("1 1 1");
                    star(x, y, r * 0.2, Math.PI / 8);
                    out.append("f\n");
                }
            }
        }

        /** A large pale rosette of turned squares. */
        private void rosette(double x, double y, double radius) {
            stroke(PALE_GOLD, 1.4);
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

        private void lozenge(double x, double y, double radius) {
            polygon(x, y, radius, 4, 0);
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
