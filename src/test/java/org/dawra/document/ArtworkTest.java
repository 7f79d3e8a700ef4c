package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.dawra.document.Artwork.Reason;
import org.dawra.document.Artwork.UnsuitableException;
import org.dawra.document.Block.Align;
import org.dawra.document.Block.Colour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArtworkTest {

    private static final String SVG = "<svg xmlns='http://www.w3.org/2000/svg'"
            + " xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 100 100'>%s</svg>";
    private static final String DISC = "<circle cx='50' cy='50' r='40' fill='#c00000'/>";
    private static final int BUDGET = 1_000;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Reason.ACTIVE, SVG.formatted("<script>alert(1)</script>" + DISC)),
                Arguments.of(Reason.ACTIVE, SVG.formatted("<rect width='9' height='9' onclick='x()'/>")),
                Arguments.of(Reason.ACTIVE, SVG.formatted("<foreignObject><b/></foreignObject>")),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<use xlink:href='http://127.0.0.1/a.svg#b'/>")),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<use href='/etc/passwd'/>")),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<a href='javascript:x()'>" + DISC + "</a>")),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<style>@import 'http://127.0.0.1/a.css';</style>" + DISC)),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<rect fill='url(http://127.0.0.1/a.svg#b)'/>")),
                Arguments.of(Reason.EXTERNAL, SVG.formatted("<rect style='fill: URL( \"//127.0.0.1/x\")'/>")),
                Arguments.of(Reason.EXTERNAL, "<?xml-stylesheet href='http://127.0.0.1/a.css'?>" + SVG.formatted(DISC)),
                Arguments.of(Reason.UNSUPPORTED, SVG.formatted("<image href='#a'/>")),
                Arguments.of(Reason.UNSUPPORTED, SVG.formatted("<text y='20'>شعار</text>")),
                Arguments.of(Reason.UNSUPPORTED, SVG.formatted("<filter id='f'/>" + DISC)),
                Arguments.of(Reason.NOT_A_PICTURE, "<html><body>" + DISC + "</body></html>"),
                Arguments.of(Reason.NOT_A_PICTURE, SVG.formatted(DISC).replace("</svg>", "")),
                Arguments.of(Reason.NOT_A_PICTURE, ""),
                Arguments.of(Reason.NOT_A_PICTURE, "GIF89a"),
                Arguments.of(
                        Reason.NOT_A_PICTURE,
                        "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SVG.formatted("<desc>&x;</desc>")),
                Arguments.of(
                        Reason.NOT_A_PICTURE,
                        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
                                + SVG.formatted("<desc>&c;</desc>")),
                Arguments.of(Reason.TOO_DETAILED, SVG.formatted("<path/>".repeat(6_000))),
                Arguments.of(Reason.TOO_LARGE, SVG.formatted("<!--" + "x".repeat(1_000_000) + "-->" + DISC)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void whatIsNoPlainPictureIsRefused(Reason reason, String file) {
        assertThat(refusal(file.getBytes(StandardCharsets.UTF_8)).reason()).isEqualTo(reason);
    }

    @Test
    void groupsThatUseEachOtherEndSomewhere() {
        var bomb = IntStream.range(1, 30)
                .mapToObj(i -> "<g id='g" + i + "'>" + ("<use href='#g" + (i - 1) + "'/>").repeat(3) + "</g>")
                .collect(Collectors.joining("", "<g id='g0'>" + DISC + "</g>", "<use href='#g29'/>"));
        // Either it is refused, or what hangs too deep is left out: the drawing comes to an end.
        try {
            assertThat(Artwork.read(SVG.formatted(bomb).getBytes(StandardCharsets.UTF_8), BUDGET)
                            .weight())
                    .isLessThanOrEqualTo(BUDGET);
        } catch (UnsuitableException e) {
            assertThat(e.reason()).isIn(Reason.TOO_DETAILED, Reason.NOT_A_PICTURE);
        }
    }

    @Test
    void aDrawingIsKeptAsPathsAndReadAgainGivesTheSame() throws Exception {
        var drawn = Artwork.read(
                SVG.formatted("<defs><clipPath id='c'><rect width='50' height='100'/></clipPath>"
                                + "<style>.a{fill:#0b5d4e}</style></defs>"
                                + "<g clip-path='url(#c)'>" + DISC + "</g>"
                                + "<path class='a' transform='rotate(45 50 50)' d='M45 45h10v10h-10z'/>"
                                + "<line x1='60' y1='10' x2='90' y2='10' stroke='blue' stroke-width='4'/>")
                        .getBytes(StandardCharsets.UTF_8),
                BUDGET);
        var kept = new String(drawn.kept(), StandardCharsets.US_ASCII);

        assertThat(drawn.isDrawn()).isTrue();
        assertThat(kept).contains("#c00000", "#0b5d4e", "#0000ff").doesNotContain("circle", "clip", "style", "line");
        assertThat(Artwork.read(drawn.kept(), BUDGET)).isEqualTo(drawn);
        assertThat(pixels(drawn, "half a disc", 20, 50, 80, 50)).containsExactly(0xc00000, 0xffffff);
    }

    @Test
    void whatPlainColoursCannotSayBecomesASmallPicture() throws Exception {
        var shaded = Artwork.read(
                SVG.formatted("<linearGradient id='g'><stop stop-color='red'/><stop offset='1' stop-color='blue'/>"
                                + "</linearGradient><rect width='100' height='100' fill='url(#g)'/>")
                        .getBytes(StandardCharsets.UTF_8),
                BUDGET);

        assertThat(shaded.isDrawn()).isFalse();
        assertThat(shaded.weight()).isLessThanOrEqualTo(BUDGET);
        assertThat(Artwork.read(shaded.kept(), BUDGET)).isEqualTo(shaded);
        assertThat(pixels(shaded, "from red to blue", 3, 50, 97, 50))
                .satisfies(ends -> assertThat(ends.get(0) >> 16).isGreaterThan(200))
                .satisfies(ends -> assertThat(ends.get(1) & 255).isGreaterThan(200));
    }

    @Test
    void aLargePictureIsReducedAndAPhotographRefused() throws Exception {
        var image = new BufferedImage(1200, 900, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(0x1d4f91));
        graphics.fillOval(100, 100, 1000, 700);
        graphics.dispose();
        var logo = Artwork.read(png(image), BUDGET);
        assertThat(logo.weight()).isLessThanOrEqualTo(BUDGET);
        assertThat(logo.ratio()).isBetween(1.3, 1.36);
        assertThat(Artwork.read(logo.kept(), BUDGET)).isEqualTo(logo);
        assertThat(pixels(logo, "on white", 50, 50, 2, 2)).containsExactly(0x1d4f91, 0xffffff);

        var random = new Random(7);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, 0xff000000 | random.nextInt(0xffffff));
            }
        }
        assertThat(refusal(png(image.getSubimage(0, 0, 400, 300))).reason()).isEqualTo(Reason.TOO_DETAILED);
        var long1 = new BufferedImage(6000, 5000, BufferedImage.TYPE_BYTE_BINARY);
        assertThat(refusal(png(long1)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    private static long figures(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var file = document.getDocument();
            return file.getXrefTable().keySet().stream()
                    .map(key -> file.getObjectFromPool(key).getObject())
                    .filter(object -> object instanceof COSDictionary dictionary
                            && COSName.getPDFName("Figure").equals(dictionary.getCOSName(COSName.S)))
                    .count();
        }
    }

    @Test
    void logosAreNamedForThoseWhoDoNotSeeThemAndStandOnceInAFile() throws Exception {
        var logo = Artwork.read(
                Files.readAllBytes(Path.of("src/main/resources/editions/logos/sample-region.svg")), BUDGET);
        var shaded = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        var graphics = shaded.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.RED, 200, 0, Color.BLUE));
        graphics.fillRect(0, 0, 200, 100);
        graphics.dispose();
        var picture = Artwork.read(png(shaded), BUDGET);
        var paper = Paper.in(PaperLanguage.AR, "شهادة")
                .landscape()
                .decoration(Decoration.CERTIFICATE)
                .palette(new Palette(new Colour(0x1d4f91), new Colour(0x8a1f2d)))
                .addAll(Block.Logos.around(
                        List.of(
                                new Block.Logo(logo, "شعار الجهة"),
                                new Block.Logo(picture, "شعار الشريك"),
                                new Block.Logo(logo, "شعار الجهة")),
                        15,
                        List.of(new Block.Paragraph("الشبكة"))))
                .heading(1, "شهادة")
                .build();
        var pdf = new Documents().render(List.of(paper, paper));

        assertThat(Conformance.complaints(pdf)).isEmpty();
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(figures(pdf)).as("two sheets of three").isEqualTo(6);
        assertThat(text.split("/BBox\\[0 0 1000 1000\\]", -1)).as("the drawing").hasSize(2);
        assertThat(text.split("/Subtype/Image", -1)).as("the picture").hasSize(2);
    }

    private static List<Integer> pixels(Artwork logo, String alt, int... percent) throws IOException {
        var paper = Paper.in(PaperLanguage.FR, alt)
                .add(new Block.Logos(List.of(new Block.Logo(logo, alt)), 40, Align.START))
                .build();
        try (PDDocument document = Loader.loadPDF(new Documents().render(paper))) {
            var page = new PDFRenderer(document).renderImageWithDPI(0, 254); // ten pixels a millimetre
            var height = 400;
            var width = Math.round(height * logo.ratio());
            return IntStream.range(0, percent.length / 2)
                    .map(i -> page.getRGB(
                                    (int) (200 + width * percent[2 * i] / 100), 160 + height * percent[2 * i + 1] / 100)
                            & 0xffffff)
                    .boxed()
                    .toList();
        }
    }

    private static UnsuitableException refusal(byte[] file) {
        var refused = catchThrowableOfType(UnsuitableException.class, () -> Artwork.read(file, BUDGET));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
