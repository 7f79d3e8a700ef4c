package org.dawra.certificate;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import javax.security.auth.x500.X500Principal;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSStream;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * The part of a sealed certificate that no programme can avoid, with nothing of ours in it: shaping name and institution,
 * one QR matrix with a fixed mask, packing what differs from one certificate to the next, one fingerprint of the file and one
 * P-256 CMS.
 */
final class CertificateFloor {

    private static final FontRenderContext FINE = new FontRenderContext(null, true, true);

    private final Font name;
    private final Font institution;
    private final List<String> names = BenchData.names(50_000);
    private final byte[] varying;
    private final byte[] file;
    private final Identity identity = Identity.make();

    /** Takes what differs from two certificates of ours. */
    CertificateFloor(byte[] one, byte[] other) throws IOException {
        try {
            name = Font.createFont(
                            Font.TRUETYPE_FONT, CertificateFloor.class.getResourceAsStream("/fonts/Amiri-Bold.ttf"))
                    .deriveFont(26f);
            institution = Font.createFont(
                            Font.TRUETYPE_FONT, CertificateFloor.class.getResourceAsStream("/fonts/Amiri-Regular.ttf"))
                    .deriveFont(12.5f);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
        varying = varying(one, other);
        file = one;
    }

    /** Does it once. */
    void once(int place) {
        try {
            shape(name, names.get(place % names.size()));
            shape(institution, BenchData.institution(place));
            Encoder.encode(
                    "https://dawra.example/verify/" + Integer.toString(place, 36) + "ABCDEFGHJKMNPQRSTVWXYZ2345",
                    ErrorCorrectionLevel.M,
                    Map.of(EncodeHintType.QR_MASK_PATTERN, 3));
            var deflater = new Deflater();
            deflater.setInput(varying);
            deflater.finish();
            var packed = new byte[varying.length + 64];
            while (!deflater.finished()) {
                deflater.deflate(packed);
            }
            deflater.end();
            MessageDigest.getInstance("SHA-256").digest(file);
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(identity.keys().getPrivate()),
                                    identity.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(identity.certificate())));
            generator.generate(new CMSProcessableByteArray(file), false).getEncoded("DER");
        } catch (WriterException
                | GeneralSecurityException
                | OperatorCreationException
                | CMSException
                | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void shape(Font font, String text) {
        font.layoutGlyphVector(FINE, text.toCharArray(), 0, text.length(), Font.LAYOUT_RIGHT_TO_LEFT)
                .getGlyphPositions(0, 1, null);
    }

    /** A font's table of contents, which tells lengths. */
    private static final int DIRECTORY = 12 + 6 * 16;

    /** What the unpacked streams of the first have and those of the second do not: fonts begin alike. */
    private static byte[] varying(byte[] one, byte[] other) throws IOException {
        var others = streams(other);
        var differing = new ByteArrayOutputStream();
        for (var stream : streams(one)) {
            var alike = others.stream()
                    .mapToInt(known -> Math.max(alike(stream, known, 0), alike(stream, known, DIRECTORY)))
                    .max()
                    .orElse(0);
            differing.write(stream, alike, stream.length - alike);
        }
        return differing.toByteArray();
    }

    /** How many bytes from {@code from} on are the same. */
    private static int alike(byte[] one, byte[] other, int from) {
        if (from > one.length || from > other.length) {
            return 0;
        }
        var end = Arrays.mismatch(one, from, one.length, other, from, other.length);
        return end < 0 ? one.length - from : end;
    }

    private static List<byte[]> streams(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var all = new ArrayList<byte[]>();
            for (var key : document.getDocument().getXrefTable().keySet()) {
                var object = document.getDocument().getObjectFromPool(key).getObject();
                if (object instanceof COSStream stream) {
                    try (var in = stream.createInputStream()) {
                        all.add(in.readAllBytes());
                    }
                }
            }
            return all;
        }
    }

    /** A key and its certificate, made for a bench. */
    record Identity(KeyPair keys, X509Certificate certificate) {

        static Identity make() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                var keys = generator.generateKeyPair();
                var subject = new X500Principal("CN=Bench");
                var now = Instant.now();
                var certificate = new JcaX509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(1, ChronoUnit.DAYS)),
                                subject,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
                return new Identity(keys, new JcaX509CertificateConverter().getCertificate(certificate));
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
