package org.dawra.document;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A logo as papers print it. Whatever the file held, what is kept of it is paths filled with a colour, or a small picture
 * of few colours; nothing else of it is ever looked at again. Packed once, however many papers it is drawn on.
 */
public final class Artwork {

    /** What a file may have. */
    public static final int LARGEST_FILE = 1_000_000;

    /** The height of the square in which a logo is drawn, in its own units. */
    static final int HEIGHT = 1000;

    private static final double WIDEST = 8;
    private static final int MOST_DRAWN = 20_000;
    private static final int[] HEIGHTS = {260, 220, 180, 150, 120};
    private static final int[] COLOURS = {64, 16, 8};

    /** Why a file cannot be printed as a logo. */
    public enum Reason {
        /** Neither SVG nor PNG, or broken. */
        NOT_A_PICTURE,
        /** Larger than {@link #LARGEST_FILE} or of too many pixels. */
        TOO_LARGE,
        /** It holds a program. */
        ACTIVE,
        /** It asks for another file or address. */
        EXTERNAL,
        /** It holds what is not drawn here: text, pictures, filters. */
        UNSUPPORTED,
        /** Even reduced it would make a certificate too large. */
        TOO_DETAILED
    }

    /** A file that cannot be printed as a logo. */
    public static final class UnsuitableException extends Exception {
        private final Reason reason;
        private final String detail;

        UnsuitableException(Reason reason, String detail) {
            super(reason + " " + detail);
            this.reason = reason;
            this.detail = detail;
        }

        /** What is wrong. */
        public Reason reason() {
            return reason;
        }

        /** The element or attribute that is wrong; may be empty. */
        public String detail() {
            return detail;
        }
    }

    private final byte[] kept;
    private final double ratio;
    private final @Nullable SmallPicture picture;
    private final byte[] packed;

    private Artwork(byte[] kept, double ratio, @Nullable SmallPicture picture, byte[] packed) {
        this.kept = kept;
        this.ratio = ratio;
        this.picture = picture;
        this.packed = packed;
    }

    /**
     * The logo in an SVG or PNG file.
     *
     * @param budget bytes that it may add to a paper; a PNG, or an SVG with gradients or many details, is reduced until it
     *     fits
     */
    public static Artwork read(byte[] file, int budget) throws UnsuitableException {
        if (file.length > LARGEST_FILE) {
            throw new UnsuitableException(Reason.TOO_LARGE, "");
        }
        return isPng(file) ? ofPicture(SmallPicture.decoded(file), budget) : ofDrawing(file, budget, 4);
    }

    private static boolean isPng(byte[] file) {
        byte[] start = {(byte) 0x89, 'P', 'N', 'G'};
        return file.length > start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    private static Artwork ofDrawing(byte[] svg, int budget, int again) throws UnsuitableException {
        SvgScan.check(svg);
        try {
            SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, careful());
            if (document == null) {
                throw new UnsuitableException(Reason.NOT_A_PICTURE, "");
            }
            var size = document.size();
            double ratio = size.getWidth() / size.getHeight();
            if (!(ratio >= 1 / WIDEST && ratio <= WIDEST)) {
                throw new UnsuitableException(Reason.NOT_A_PICTURE, "width, height");
            }
            int width = (int) Math.max(1, Math.round(HEIGHT * ratio));
            var pen = new LogoPen(MOST_DRAWN);
            document.renderWithPlatform(NullPlatformSupport.INSTANCE, pen, new ViewBox(width, HEIGHT));
            if (pen.plain()) {
                List<LogoPen.Filled> paths = pen.paths();
                byte[] kept = svg(width, paths).getBytes(StandardCharsets.US_ASCII);
                if (again > 0 && !Arrays.equals(kept, svg)) {
                    return ofDrawing(kept, budget, again - 1); // until reading it changes nothing any more
                }
                byte[] packed = PdfFile.deflate(commands(paths).getBytes(StandardCharsets.US_ASCII), 9);
                if (packed.length <= budget) {
                    return new Artwork(kept, width / (double) HEIGHT, null, packed);
                }
            }
            return ofPicture(picture(document, ratio), budget);
        } catch (LogoPen.TooMuchException | StackOverflowError e) {
            throw new UnsuitableException(Reason.TOO_DETAILED, "");
        } catch (RuntimeException e) {
            throw new UnsuitableException(Reason.NOT_A_PICTURE, "");
        }
    }

    private static LoaderContext careful() {
        ResourcePolicy nothing = new ResourcePolicy() {
            @Override
            public @Nullable URI resolveResourceURI(@Nullable URI base, String wanted) {
                return null;
            }

            @Override
            public @Nullable URI resolveResourceURI(@Nullable URI base, URI wanted) {
                return null;
            }
        };
        return LoaderContext.builder()
                .externalResourcePolicy(nothing)
                .documentLimits(new DocumentLimits(40, 2, MOST_DRAWN))
                .build();
    }

    private static BufferedImage picture(SVGDocument document, double ratio) {
        int height = HEIGHTS[0];
        int width = (int) Math.max(1, Math.round(height * ratio));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        document.render((Component) null, graphics, new ViewBox(width, height));
        graphics.dispose();
        return image;
    }

    private static Artwork ofPicture(BufferedImage image, int budget) throws UnsuitableException {
        for (int height : HEIGHTS) {
            for (int colours : COLOURS) {
                SmallPicture small = SmallPicture.of(image, height, colours);
                byte[] packed = PdfFile.deflate(small.rows(), 9);
                if (packed.length + small.palette().length <= budget) {
                    return new Artwork(small.png(), small.width() / (double) small.height(), small, packed);
                }
            }
        }
        throw new UnsuitableException(Reason.TOO_DETAILED, "");
    }

    /** What is kept of the file: an SVG of filled paths, or a PNG. Read again it gives the same. */
    public byte[] kept() {
        return kept.clone();
    }

    /** Bytes that it adds to a paper. */
    public int weight() {
        return packed.length + (picture == null ? 0 : picture.palette().length);
    }

    /** Width by height. */
    double ratio() {
        return ratio;
    }

    boolean isDrawn() {
        return picture == null;
    }

    /** Writes it into the file; answers the object's number. */
    int write(PdfFile file) {
        int object = file.reserve();
        if (picture == null) {
            file.packedStream(
                    object,
                    "/Type/XObject/Subtype/Form/BBox[0 0 " + Math.round(HEIGHT * ratio) + " " + HEIGHT
                            + "]/Resources<<>>",
                    packed);
        } else {
            file.packedStream(
                    object,
                    "/Type/XObject/Subtype/Image/Width " + picture.width() + "/Height " + picture.height()
                            + "/ColorSpace[/Indexed/DeviceRGB " + (picture.palette().length / 3 - 1) + " <"
                            + HexFormat.of().formatHex(picture.palette()) + ">]/BitsPerComponent "
                            + picture.bits(),
                    packed);
        }
        return object;
    }

    /** As the PDF draws it, from the bottom up. */
    private static String commands(List<LogoPen.Filled> paths) {
        StringBuilder out =
                new StringBuilder(2000).append("1 0 0 -1 0 ").append(HEIGHT).append(" cm\n");
        int colour = -1;
        for (LogoPen.Filled path : paths) {
            if (path.rgb() != colour) {
                colour = path.rgb();
                for (int shift = 16; shift >= 0; shift -= 8) {
                    out.append(String.format(Locale.ROOT, "%.3f ", ((colour >> shift) & 255) / 255.0));
                }
                out.append("rg\n");
            }
            path.steps().forEach(step -> {
                for (int at : step.points()) {
                    out.append(at).append(' ');
                }
                out.append(step.pdf()).append('\n');
            });
            out.append(path.evenOdd() ? "f*\n" : "f\n");
        }
        return out.toString();
    }

    private static String svg(int width, List<LogoPen.Filled> paths) {
        StringBuilder out = new StringBuilder(2000)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(HEIGHT)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(HEIGHT)
                .append("\">");
        for (LogoPen.Filled path : paths) {
            out.append(String.format(Locale.ROOT, "<path fill=\"#%06x\"", path.rgb()));
            out.append(path.evenOdd() ? " fill-rule=\"evenodd\" d=\"" : " d=\"");
            path.steps().forEach(step -> {
                out.append(step.svg());
                for (int at : step.points()) {
                    out.append(at).append(' ');
                }
            });
            out.append("\"/>");
        }
        return out.append("</svg>").toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Artwork artwork && Arrays.equals(kept, artwork.kept);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(kept);
    }
}
