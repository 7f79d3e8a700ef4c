package org.dawra.document;

import com.github.weisj.jsvg.renderer.output.Output;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes down what a drawing consists of, as paths filled with one colour each, in whole units. */
final class LogoPen implements Output {

    /** A path filled with a colour. */
    record Filled(int rgb, boolean evenOdd, List<Step> steps) {}

    /** A step of a path: to, line, curve, close, with absolute points. */
    record Step(char svg, String pdf, int[] points) {}

    /** The drawing never ends. */
    static final class TooMuchException extends RuntimeException {}

    /** What is shared by a pen and those it lends. */
    private static final class Sheet {
        private final List<Filled> paths = new ArrayList<>();
        private final int most;
        private boolean plain = true;
        private int drawn;

        Sheet(int most) {
            this.most = most;
        }
    }

    private final Sheet sheet;
    private final RenderingHints hints = new RenderingHints(null);
    private AffineTransform transform = new AffineTransform();
    private Stroke stroke = new BasicStroke(1);
    private @Nullable Shape clip;
    private @Nullable Color colour = Color.BLACK;
    private float opacity = 1;

    LogoPen(int most) {
        this(new Sheet(most));
    }

    private LogoPen(Sheet sheet) {
        this.sheet = sheet;
    }

    /** Whether paths in plain colours say all of it. */
    boolean plain() {
        return sheet.plain;
    }

    List<Filled> paths() {
        return List.copyOf(sheet.paths);
    }

    @Override
    public void fillShape(Shape shape) {
        if (++sheet.drawn > sheet.most) {
            throw new TooMuchException();
        }
        Color ink = colour;
        if (ink == null) {
            sheet.plain = false;
            return;
        }
        float shown = opacity * ink.getAlpha() / 255;
        if (shown <= 0.002) {
            return;
        }
        sheet.plain &= shown >= 0.998;
        Shape placed = transform.createTransformedShape(shape);
        if (clip != null) {
            Area visible = new Area(placed);
            visible.intersect(new Area(clip));
            placed = visible;
        }
        add(placed.getPathIterator(null), ink.getRGB() & 0xffffff);
    }

    private void add(PathIterator path, int rgb) {
        List<Step> steps = new ArrayList<>();
        double[] c = new double[6];
        double lastX = 0;
        double lastY = 0;
        boolean evenOdd = path.getWindingRule() == PathIterator.WIND_EVEN_ODD;
        for (; !path.isDone(); path.next()) {
            int kind = path.currentSegment(c);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> steps.add(new Step('M', "m", points(c[0], c[1])));
                case PathIterator.SEG_LINETO -> steps.add(new Step('L', "l", points(c[0], c[1])));
                case PathIterator.SEG_QUADTO ->
                    steps.add(new Step(
                            'C',
                            "c",
                            points(
                                    lastX + (c[0] - lastX) * 2 / 3,
                                    lastY + (c[1] - lastY) * 2 / 3,
                                    c[2] + (c[0] - c[2]) * 2 / 3,
                                    c[3] + (c[1] - c[3]) * 2 / 3,
                                    c[2],
                                    c[3])));
                case PathIterator.SEG_CUBICTO ->
                    steps.add(new Step('C', "c", points(c[0], c[1], c[2], c[3], c[4], c[5])));
                default -> steps.add(new Step('Z', "h", new int[0]));
            }
            int end = kind == PathIterator.SEG_QUADTO ? 2 : kind == PathIterator.SEG_CUBICTO ? 4 : 0;
            if (kind != PathIterator.SEG_CLOSE) {
                lastX = c[end];
                lastY = c[end + 1];
            }
            if (steps.size() > sheet.most) {
                throw new TooMuchException();
            }
        }
        if (steps.size() > 1) {
            sheet.paths.add(new Filled(rgb, evenOdd, steps));
        }
    }

    private static int[] points(double... at) {
        int[] whole = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            whole[i] = (int) Math.round(Math.max(-30_000, Math.min(30_000, at[i])));
        }
        return whole;
    }

    @Override
    public void drawShape(Shape shape) {
        fillShape(stroke.createStrokedShape(shape));
    }

    @Override
    public void drawImage(BufferedImage image) {
        sheet.plain = false;
    }

    @Override
    public void drawImage(Image image, @Nullable ImageObserver observer) {
        sheet.plain = false;
    }

    @Override
    public void drawImage(Image image, AffineTransform at, @Nullable ImageObserver observer) {
        sheet.plain = false;
    }

    @Override
    public void setPaint(Paint paint) {
        colour = paint instanceof Color plain ? plain : null;
    }

    @Override
    public void setPaint(Supplier<Paint> paint) {
        setPaint(paint.get());
    }

    @Override
    public void setStroke(Stroke stroke) {
        this.stroke = stroke;
    }

    @Override
    public Stroke stroke() {
        return stroke;
    }

    @Override
    public void applyClip(Shape shape) {
        Shape placed = transform.createTransformedShape(shape);
        if (clip != null) {
            Area both = new Area(clip);
            both.intersect(new Area(placed));
            placed = both;
        }
        clip = placed;
    }

    @Override
    public Optional<Float> contextFontSize() {
        return Optional.empty();
    }

    @Override
    public Output createChild() {
        LogoPen child = new LogoPen(sheet);
        child.transform = new AffineTransform(transform);
        child.stroke = stroke;
        child.clip = clip;
        child.colour = colour;
        child.opacity = opacity;
        return child;
    }

    @Override
    public void dispose() {}

    @Override
    public void debugPaint(Consumer<Graphics2D> painter) {}

    @Override
    public Rectangle2D clipBounds() {
        Rectangle2D all = clip == null ? new Rectangle2D.Double(-1e5, -1e5, 2e5, 2e5) : clip.getBounds2D();
        try {
            return new Path2D.Double(all, transform.createInverse()).getBounds2D();
        } catch (java.awt.geom.NoninvertibleTransformException e) {
            return new Rectangle2D.Double();
        }
    }

    @Override
    public RenderingHints renderingHints() {
        return hints;
    }

    @Override
    public @Nullable Object renderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHint(RenderingHints.Key key, @Nullable Object value) {
        hints.put(key, value);
    }

    @Override
    public AffineTransform transform() {
        return new AffineTransform(transform);
    }

    @Override
    public void setTransform(AffineTransform to) {
        transform = new AffineTransform(to);
    }

    @Override
    public void applyTransform(AffineTransform more) {
        transform.concatenate(more);
    }

    @Override
    public void rotate(double angle) {
        transform.rotate(angle);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public float currentOpacity() {
        return opacity;
    }

    @Override
    public void applyOpacity(float more) {
        opacity *= more;
    }

    @Override
    public SafeState safeState() {
        LogoPen then = (LogoPen) createChild();
        return () -> {
            transform = then.transform;
            stroke = then.stroke;
            clip = then.clip;
            colour = then.colour;
            opacity = then.opacity;
        };
    }

    @Override
    public boolean supportsFilters() {
        return false;
    }

    @Override
    public boolean supportsColors() {
        return true;
    }
}
