package org.dawra.document;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The curves of a picture, as points of closed contours in units of the font. What a font puts together from parts is one
 * outline here, so that it can be moved and joined with others.
 */
final class Outline {

    static final Outline BLANK = new Outline(new int[0], new boolean[0], new double[0], new double[0]);

    private static final int ON_CURVE = 0x01;
    private static final int X_SHORT = 0x02;
    private static final int Y_SHORT = 0x04;
    private static final int REPEAT = 0x08;
    /** For a short step: to the right; for a long one: there is none. */
    private static final int X_SAME = 0x10;

    private static final int Y_SAME = 0x20;

    private static final int ARGUMENTS_ARE_WORDS = 0x0001;
    private static final int ARGUMENTS_ARE_OFFSETS = 0x0002;
    private static final int HAS_SCALE = 0x0008;
    private static final int MORE_PARTS = 0x0020;
    private static final int HAS_XY_SCALE = 0x0040;
    private static final int HAS_2_BY_2 = 0x0080;

    /** The place of the last point of each contour. */
    private final int[] ends;

    private final boolean[] onCurve;
    private final double[] x;
    private final double[] y;

    private Outline(int[] ends, boolean[] onCurve, double[] x, double[] y) {
        this.ends = ends;
        this.onCurve = onCurve;
        this.x = x;
        this.y = y;
    }

    /**
     * Reads a glyph of a {@code glyf} table.
     *
     * @param parts the outlines of other glyphs of the font
     */
    static Outline of(ByteBuffer glyph, IntFunction<Outline> parts) {
        if (glyph.remaining() == 0) {
            return BLANK;
        }
        ByteBuffer in = glyph.duplicate();
        int contours = in.getShort();
        in.position(in.position() + 8);
        return contours < 0 ? composed(in, parts) : simple(in, contours);
    }

    private static Outline simple(ByteBuffer in, int contours) {
        int[] ends = new int[contours];
        for (int i = 0; i < contours; i++) {
            ends[i] = in.getShort() & 0xffff;
        }
        int instructions = in.getShort() & 0xffff;
        in.position(in.position() + instructions);
        int points = contours == 0 ? 0 : ends[contours - 1] + 1;
        int[] flags = new int[points];
        for (int i = 0; i < points; i++) {
            flags[i] = in.get();
            if ((flags[i] & REPEAT) != 0) {
                int times = in.get() & 0xff;
                Arrays.fill(flags, i + 1, i + 1 + times, flags[i]);
                i += times;
            }
        }
        boolean[] onCurve = new boolean[points];
        for (int i = 0; i < points; i++) {
            onCurve[i] = (flags[i] & ON_CURVE) != 0;
        }
        return new Outline(ends, onCurve, places(in, flags, X_SHORT, X_SAME), places(in, flags, Y_SHORT, Y_SAME));
    }

    private static double[] places(ByteBuffer in, int[] flags, int isShort, int isSame) {
        double[] places = new double[flags.length];
        int at = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean same = (flags[i] & isSame) != 0;
            if ((flags[i] & isShort) != 0) {
                int step = in.get() & 0xff;
                at += same ? step : -step;
            } else if (!same) {
                at += in.getShort();
            }
            places[i] = at;
        }
        return places;
    }

    private static Outline composed(ByteBuffer in, IntFunction<Outline> parts) {
        List<Outline> found = new ArrayList<>();
        int flags;
        do {
            flags = in.getShort();
            Outline part = parts.apply(in.getShort() & 0xffff);
            if ((flags & ARGUMENTS_ARE_OFFSETS) == 0) {
                throw new IllegalStateException("Parts that are placed by their points");
            }
            boolean words = (flags & ARGUMENTS_ARE_WORDS) != 0;
            int dx = words ? in.getShort() : in.get();
            int dy = words ? in.getShort() : in.get();
            double[] turn = {1, 0, 0, 1};
            if ((flags & HAS_SCALE) != 0) {
                turn[0] = turn[3] = share(in);
            } else if ((flags & HAS_XY_SCALE) != 0) {
                turn[0] = share(in);
                turn[3] = share(in);
            } else if ((flags & HAS_2_BY_2) != 0) {
                for (int i = 0; i < turn.length; i++) {
                    turn[i] = share(in);
                }
            }
            found.add(part.turned(turn, dx, dy));
        } while ((flags & MORE_PARTS) != 0);
        return joined(found);
    }

    private static double share(ByteBuffer in) {
        return in.getShort() / 16384.0;
    }

    private Outline turned(double[] turn, double dx, double dy) {
        double[] newX = new double[x.length];
        double[] newY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            newX[i] = x[i] * turn[0] + y[i] * turn[2] + dx;
            newY[i] = x[i] * turn[1] + y[i] * turn[3] + dy;
        }
        return new Outline(ends, onCurve, newX, newY);
    }

    Outline moved(int dx, int dy) {
        return dx == 0 && dy == 0 ? this : turned(new double[] {1, 0, 0, 1}, dx, dy);
    }

    static Outline joined(List<Outline> outlines) {
        if (outlines.size() == 1) {
            return outlines.get(0);
        }
        int points = outlines.stream().mapToInt(outline -> outline.x.length).sum();
        int[] ends = new int
                [outlines.stream().mapToInt(outline -> outline.ends.length).sum()];
        boolean[] onCurve = new boolean[points];
        double[] x = new double[points];
        double[] y = new double[points];
        int contour = 0;
        int from = 0;
        for (Outline outline : outlines) {
            for (int end : outline.ends) {
                ends[contour++] = from + end;
            }
            System.arraycopy(outline.onCurve, 0, onCurve, from, outline.x.length);
            System.arraycopy(outline.x, 0, x, from, outline.x.length);
            System.arraycopy(outline.y, 0, y, from, outline.x.length);
            from += outline.x.length;
        }
        return new Outline(ends, onCurve, x, y);
    }

    boolean isBlank() {
        return ends.length == 0;
    }

    /** Its left, bottom, right and top when moved, in units of {@link FontFile#GRID}. */
    int[] box(int dx, int dy) {
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        for (int i = 0; i < x.length; i++) {
            box[0] = Math.min(box[0], (int) Math.round((x[i] + dx) / FontFile.GRID));
            box[1] = Math.min(box[1], (int) Math.round((y[i] + dy) / FontFile.GRID));
            box[2] = Math.max(box[2], (int) Math.round((x[i] + dx) / FontFile.GRID));
            box[3] = Math.max(box[3], (int) Math.round((y[i] + dy) / FontFile.GRID));
        }
        return box;
    }

    /** What a {@code glyf} table says, in units of {@link FontFile#GRID}. */
    Glyph glyph() {
        if (isBlank()) {
            return Glyph.BLANK;
        }
        int[] gridX = rounded(x);
        int[] gridY = rounded(y);
        boolean[] left = spared(gridX, gridY);
        int points = 0;
        ByteBuffer flags = ByteBuffer.allocate(x.length);
        ByteBuffer stepsX = ByteBuffer.allocate(2 * x.length);
        ByteBuffer stepsY = ByteBuffer.allocate(2 * x.length);
        ByteBuffer head = ByteBuffer.allocate(12 + 2 * ends.length);
        int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE};
        head.position(10);
        int atX = 0;
        int atY = 0;
        int contour = 0;
        for (int i = 0; i < x.length; i++) {
            if (!left[i]) {
                int flag = (onCurve[i] ? ON_CURVE : 0)
                        | step(stepsX, gridX[i] - atX, X_SHORT, X_SAME)
                        | step(stepsY, gridY[i] - atY, Y_SHORT, Y_SAME);
                flags.put((byte) flag);
                atX = gridX[i];
                atY = gridY[i];
                box[0] = Math.min(box[0], atX);
                box[1] = Math.min(box[1], atY);
                box[2] = Math.max(box[2], atX);
                box[3] = Math.max(box[3], atY);
                points++;
            }
            if (i == ends[contour]) {
                head.putShort((short) (points - 1));
                contour++;
            }
        }
        head.putShort((short) 0);
        head.putShort(0, (short) ends.length);
        for (int i = 0; i < 4; i++) {
            head.putShort(2 + 2 * i, (short) box[i]);
        }
        ByteBuffer all = ByteBuffer.allocate(head.capacity() + points + stepsX.position() + stepsY.position());
        all.put(head.array()).put(flags.array(), 0, points);
        all.put(stepsX.array(), 0, stepsX.position()).put(stepsY.array(), 0, stepsY.position());
        return new Glyph(all.array(), box, points, ends.length);
    }

    /** A glyph as bytes, with the box around it. */
    record Glyph(byte[] bytes, int[] box, int points, int contours) {
        static final Glyph BLANK = new Glyph(new byte[0], new int[4], 0, 0);
    }

    private static int[] rounded(double[] places) {
        int[] rounded = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            rounded[i] = (int) Math.round(places[i] / FontFile.GRID);
        }
        return rounded;
    }

    /** Points half-way between two others off the curve need not be written. */
    private boolean[] spared(int[] gridX, int[] gridY) {
        boolean[] spared = new boolean[x.length];
        int first = 0;
        for (int end : ends) {
            for (int i = first + 1; i <= end; i++) {
                int next = i == end ? first : i + 1;
                spared[i] = onCurve[i]
                        && !onCurve[i - 1]
                        && !onCurve[next]
                        && 2 * gridX[i] == gridX[i - 1] + gridX[next]
                        && 2 * gridY[i] == gridY[i - 1] + gridY[next];
            }
            first = end + 1;
        }
        return spared;
    }

    private static int step(ByteBuffer to, int step, int isShort, int isSame) {
        if (step == 0) {
            return isSame;
        }
        if (Math.abs(step) < 256) {
            to.put((byte) Math.abs(step));
            return step > 0 ? isShort | isSame : isShort;
        }
        to.putShort((short) step);
        return 0;
    }
}
