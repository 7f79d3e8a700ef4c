package org.dawra.demo;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * A picture of the guides, {@code docs/guide/pictures/<name>.<language>.png}, and beside it the words that stand on it. A
 * picture is stale when the screen's words are others now: pixels differ from machine to machine, words do not.
 */
record GuidePicture(String name, String language) {

    static final Path FOLDER = Path.of("docs/guide/pictures");
    static final String RENEW = "./mvnw test -Dtest=GuidePicturesBrowserTest -Ddawra.guide.pictures=write";

    private static final int COLOURS = 256;
    /** What another run writes otherwise: codes, digests, times of day, sizes of files. */
    private static final Pattern CODE = Pattern.compile("\\b[0-9a-f]{12,}\\b|\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b");

    private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}:\\d{2}\\b");
    private static final Pattern SIZE = Pattern.compile("\\d+ (Ko|ك\\.ب)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Keeps the picture when it is missing or asked for; otherwise tells what is wrong with the one that is there. */
    Optional<String> keepOrCompare(byte[] png, String words) {
        var now = normal(words);
        try {
            if ("write".equals(System.getProperty("dawra.guide.pictures"))
                    || !Files.exists(file("png"))
                    || !Files.exists(file("txt"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file("txt"), now);
                ImageIO.write(
                        fewColours(ImageIO.read(new ByteArrayInputStream(png))),
                        "png",
                        file("png").toFile());
                return Optional.empty();
            }
            var kept = Files.readString(file("txt"));
            return kept.equals(now)
                    ? Optional.empty()
                    : Optional.of(file("png") + " is stale: the screen now says\n" + difference(kept, now)
                            + "\nLook at the guide and renew the pictures: " + RENEW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the pictures that are kept. */
    static TreeSet<String> kept() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replaceAll("\\..*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String ending) {
        return FOLDER.resolve(name + "." + language + "." + ending);
    }

    /** A line a line, without what differs from run to run. */
    static String normal(String words) {
        var lines = words.lines()
                .map(line -> BLANKS.matcher(line).replaceAll(" ").strip())
                .map(line -> CODE.matcher(line).replaceAll("…"))
                .map(line -> SIZE.matcher(line).replaceAll("0 $1"))
                .map(line -> TIME.matcher(line).replaceAll("00:00"))
                .filter(line -> !line.isEmpty())
                .toList();
        return String.join("\n", lines) + "\n";
    }

    private static String difference(String kept, String now) {
        var before = List.of(kept.split("\n"));
        var after = List.of(now.split("\n"));
        var found = new StringBuilder();
        after.stream()
                .filter(line -> !before.contains(line))
                .limit(8)
                .forEach(line -> found.append("  + ").append(line).append('\n'));
        before.stream()
                .filter(line -> !after.contains(line))
                .limit(8)
                .forEach(line -> found.append("  - ").append(line).append('\n'));
        return found.toString();
    }

    /** A screen has few colours: the commonest, and for every other the nearest of them. A third of the bytes. */
    private static BufferedImage fewColours(BufferedImage picture) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                counts.merge(coarse(picture.getRGB(x, y)), 1, Integer::sum);
            }
        }
        var palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        var small = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        var nearest = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                var index = nearest.computeIfAbsent(coarse(picture.getRGB(x, y)), colour -> nearest(colour, palette));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        return small;
    }

    private static int coarse(int rgb) {
        return (rgb | 0x070707) & 0xFFFFFF;
    }

    private static int nearest(int colour, int[] palette) {
        var best = 0;
        var least = Integer.MAX_VALUE;
        for (var i = 0; i < palette.length; i++) {
            var red = (colour >> 16 & 0xFF) - (palette[i] >> 16 & 0xFF);
            var green = (colour >> 8 & 0xFF) - (palette[i] >> 8 & 0xFF);
            var blue = (colour & 0xFF) - (palette[i] & 0xFF);
            var distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
