package org.dawra.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/**
 * A picture of few colours, laid on white.
 *
 * @param bits of each pixel
 * @param palette red, green, blue of each colour
 * @param rows of pixels, each row filled up to a whole byte
 */
record SmallPicture(int width, int height, int bits, byte[] palette, byte[] rows) {

    private static final long MOST_PIXELS = 25_000_000;

    /** The picture in a PNG file. */
    static BufferedImage decoded(byte[] png) throws Artwork.UnsuitableException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new Artwork.UnsuitableException(Artwork.Reason.TOO_LARGE, "");
            }
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new Artwork.UnsuitableException(Artwork.Reason.NOT_A_PICTURE, "");
        } finally {
            reader.dispose();
        }
    }

    /** The picture, made no higher than so many pixels and of no more than so many colours. */
    static SmallPicture of(BufferedImage image, int mostHeight, int mostColours) {
        BufferedImage flat = flattened(image, mostHeight);
        int width = flat.getWidth();
        int height = flat.getHeight();
        int[] pixels = flat.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] &= 0xffffff;
        }
        int[] colours = chosen(pixels, mostColours);
        int bits = colours.length <= 2 ? 1 : colours.length <= 4 ? 2 : colours.length <= 16 ? 4 : 8;
        int rowBytes = (width * bits + 7) / 8;
        byte[] rows = new byte[rowBytes * height];
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int index = nearest.computeIfAbsent(pixels[y * width + x], pixel -> nearest(colours, pixel));
                int bit = x * bits;
                rows[y * rowBytes + bit / 8] |= (byte) (index << (8 - bits - bit % 8));
            }
        }
        byte[] palette = new byte[colours.length * 3];
        for (int i = 0; i < colours.length; i++) {
            palette[3 * i] = (byte) (colours[i] >> 16);
            palette[3 * i + 1] = (byte) (colours[i] >> 8);
            palette[3 * i + 2] = (byte) colours[i];
        }
        return new SmallPicture(width, height, bits, palette, rows);
    }

    private static BufferedImage flattened(BufferedImage image, int mostHeight) {
        BufferedImage from = image;
        double scale = Math.min(1.0, mostHeight / (double) image.getHeight());
        scale = Math.min(scale, 4.0 * mostHeight / image.getWidth());
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        // Halved until nearly there, or fine lines would fall between the pixels.
        while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
            from = drawn(from, from.getWidth() / 2, from.getHeight() / 2);
        }
        return drawn(from, width, height);
    }

    private static BufferedImage drawn(BufferedImage from, int width, int height) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }

    /** All colours where they are few, otherwise those of the fullest parts of the cube of colours. */
    private static int[] chosen(int[] pixels, int most) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int pixel : pixels) {
            all.add(pixel);
            if (all.size() > most) {
                break;
            }
        }
        if (all.size() <= most) {
            return all.stream().mapToInt(Integer::intValue).toArray();
        }
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        // A part: how many pixels it has, and the commonest colour of them.
        Map<Integer, int[]> parts = new HashMap<>();
        counts.forEach((colour, count) -> {
            int cell = (colour >> 12 & 0xf00) | (colour >> 8 & 0xf0) | (colour >> 4 & 0xf);
            int[] part = parts.computeIfAbsent(cell, fresh -> new int[3]);
            part[0] += count;
            if (count > part[1] || (count == part[1] && colour < part[2])) {
                part[1] = count;
                part[2] = colour;
            }
        });
        List<int[]> fullest = new ArrayList<>(parts.values());
        fullest.sort(Comparator.<int[]>comparingInt(part -> -part[0]).thenComparingInt(part -> part[2]));
        return fullest.stream().limit(most).mapToInt(part -> part[2]).sorted().toArray();
    }

    private static int nearest(int[] colours, int pixel) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int red = (colours[i] >> 16 & 255) - (pixel >> 16 & 255);
            int green = (colours[i] >> 8 & 255) - (pixel >> 8 & 255);
            int blue = (colours[i] & 255) - (pixel & 255);
            int far = 2 * red * red + 4 * green * green + blue * blue;
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    byte[] png() {
        int colours = palette.length / 3;
        byte[][] parts = new byte[3][colours];
        for (int i = 0; i < palette.length; i++) {
            parts[i % 3][i / 3] = palette[i];
        }
        var model = new IndexColorModel(bits, colours, parts[0], parts[1], parts[2]);
        var image = new BufferedImage(
                width, height, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, model);
        image.getRaster().setDataElements(0, 0, width, height, unpacked());
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private byte[] unpacked() {
        byte[] indexes = new byte[width * height];
        int rowBytes = (width * bits + 7) / 8;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int bit = x * bits;
                indexes[y * width + x] =
                        (byte) ((rows[y * rowBytes + bit / 8] & 255) >> (8 - bits - bit % 8) & ((1 << bits) - 1));
            }
        }
        return indexes;
    }
}
