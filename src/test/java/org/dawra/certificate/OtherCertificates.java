package org.dawra.certificate;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Conformance;

/**
 * The same sheet as HTML through openhtmltopdf at PDF/A-3a and PDF/UA-1, sealed by DSS as PAdES-B-B with a P-256 key: what
 * one would take who does not want to write a PDF writer.
 */
final class OtherCertificates {

    private final TrainingCycle cycle;
    private final TrainingMeeting meeting;
    private final String address;
    private final CertificateFloor.Identity identity = CertificateFloor.Identity.make();
    private final CertificateToken token = new CertificateToken(identity.certificate());
    private final byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    OtherCertificates(TrainingCycle cycle, TrainingMeeting meeting, String address) {
        this.cycle = cycle;
        this.meeting = meeting;
        this.address = address;
        XRLog.setLoggingEnabled(false);
    }

    /** One sealed certificate. */
    byte[] sealed(String holder) {
        try {
            return seal(render(holder));
        } catch (IOException | GeneralSecurityException | WriterException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many complaints veraPDF has about it, so that what is compared is known. */
    int complaints(String holder) {
        return Conformance.complaints(sealed(holder)).size();
    }

    private byte[] render(String holder) throws IOException, WriterException {
        var out = new ByteArrayOutputStream(64_000);
        new PdfRendererBuilder()
                .useFont(
                        new File("src/main/resources/fonts/Amiri-Regular.ttf"),
                        "Amiri",
                        400,
                        BaseRendererBuilder.FontStyle.NORMAL,
                        true)
                .useFont(
                        new File("src/main/resources/fonts/Amiri-Bold.ttf"),
                        "Amiri",
                        700,
                        BaseRendererBuilder.FontStyle.NORMAL,
                        true)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .defaultTextDirection(BaseRendererBuilder.TextDirection.RTL)
                .usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_A)
                .usePdfUaAccessibility(true)
                .useColorProfile(profile)
                .withHtmlContent(html(holder), null)
                .toStream(out)
                .run();
        return out.toByteArray();
    }

    private String html(String holder) throws IOException, WriterException {
        var edition = cycle.edition();
        return """
                <html lang="ar" dir="rtl"><head><title>%s</title><meta name="description" content="%s"/>
                <meta name="subject" content="%s"/><meta name="author" content="Dawra"/><style>
                @page { size: A4 landscape; margin: 18mm } body { font-family: Amiri; text-align: center }
                </style></head><body>
                <p>%s</p><p lang="fr">%s</p><h1>%s</h1><p>%s</p><h2>%s</h2><p>%s</p><p>%s</p><h3>%s</h3>
                <p>%s</p><p lang="fr">%s</p><p><img src="%s" alt="%s" style="width:22mm"/></p><p>%s</p></body></html>
                """.formatted(
                edition.certificate().title().ar(),
                edition.certificate().title().ar(),
                edition.certificate().title().ar(),
                edition.network().name().ar(),
                edition.network().name().fr(),
                edition.certificate().title().ar(),
                "تشهد " + edition.network().name().ar() + " أن",
                holder,
                BenchData.institution(1),
                edition.certificate().body().ar(),
                meeting.title().ar(),
                CertificatePaper.datesAr(meeting) + " · " + meeting.place().ar(),
                edition.certificate().body().fr() + " " + meeting.title().fr(),
                qr(),
                address,
                address);
    }

    private String qr() throws IOException, WriterException {
        var matrix = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 120, 120);
        var image = new BufferedImage(120, 120, BufferedImage.TYPE_BYTE_BINARY);
        for (var x = 0; x < 120; x++) {
            for (var y = 0; y < 120; y++) {
                image.setRGB(x, y, matrix.get(x, y) ? 0 : 0xffffff);
            }
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private byte[] seal(byte[] pdf) throws IOException, GeneralSecurityException {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(token);
        parameters.setCertificateChain(token);
        var service = new PAdESService(new CommonCertificateVerifier());
        var document = new InMemoryDocument(pdf);
        var toBeSigned = service.getDataToSign(document, parameters);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(identity.keys().getPrivate());
        signature.update(toBeSigned.getBytes());
        var value = new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign());
        return DSSUtils.toByteArray(service.signDocument(document, parameters, value));
    }
}
