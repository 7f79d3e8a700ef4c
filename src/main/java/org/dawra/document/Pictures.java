package org.dawra.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Pictures for papers: decoded, laid on white, made no larger than print needs. */
final class Pictures {

    private static final int MOST_PIXELS_A_SIDE = 1600;
    private static final long MOST_PIXELS = 40_000_000;

    private Pictures() {}

    /** Rows of red, green, blue; equal to another with the same fingerprint. */
    record Picture(String fingerprint, int width, int height, byte[] rgb) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Picture picture && picture.fingerprint.equals(fingerprint);
        }

        @Override
        public int hashCode() {
            return fingerprint.hashCode();
        }
    }

    static Picture read(byte[] encoded) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IllegalArgumentException("Not a picture that can be printed");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IllegalArgumentException("Picture too large");
                }
                return flattened(reader.read(0), Codes.sha256(encoded));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a picture that can be printed", e);
        }
    }

    private static Picture flattened(BufferedImage image, String fingerprint) {
        double scale = Math.min(1.0, MOST_PIXELS_A_SIDE / (double) Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage flat = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        byte[] rgb = new byte[width * height * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = flat.getRGB(x, y);
                rgb[at++] = (byte) (pixel >> 16);
                rgb[at++] = (byte) (pixel >> 8);
                rgb[at++] = (byte) pixel;
            }
        }
        return new Picture(fingerprint, width, height, rgb);
    }

    static int write(PdfFile file, Picture picture) {
        int object = file.reserve();
        file.stream(
                object,
                "/Type/XObject/Subtype/Image/Width " + picture.width() + "/Height " + picture.height()
                        + "/ColorSpace/DeviceRGB/BitsPerComponent 8",
                picture.rgb());
        return object;
    }
}
