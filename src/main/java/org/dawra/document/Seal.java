package org.dawra.document;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.stereotype.Component;

/**
 * Seals papers electronically (PAdES baseline B, ETSI EN 319 142-1; T where a time stamp authority is configured) and checks seals without asking anyone. A seal is
 * added behind the file as it is; what was rendered stays byte for byte the same. Thread-safe.
 */
@Component
public class Seal {

    private static final String SUB_FILTER = "ETSI.CAdES.detached";
    private static final DateTimeFormatter PDF_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String RANGE = "/ByteRange[0 0000000000 0000000000 0000000000]";

    /** What surrounds a time stamp in the seal. */
    private static final int STAMP_FRAME = 32;

    /** All of a seal that depends neither on the key nor on the paper, and some bytes for lengths that take one more. */
    private static final int FRAME = 256;

    /** Of the largest curve in use, P-521. */
    private static final int LARGEST_NUMBER = 66;

    private final SealKey keys;
    private final TimeStamps stamps;

    Seal(SealKey keys, TimeStamps stamps) {
        this.keys = keys;
        this.stamps = stamps;
    }

    /** The seal was to be stamped with the time, and was not: nothing is sealed, and later it may go. */
    public static final class Unstamped extends IllegalStateException {
        Unstamped(String why, Throwable cause) {
            super(why, cause);
        }

        Unstamped(String why) {
            super(why);
        }
    }

    /**
     * The same paper with a seal over all of it; a paper may be sealed again by another signatory.
     *
     * @param pdf as {@link Documents} rendered it
     * @throws Unstamped when a time stamp is configured and is not to be had
     */
    public byte[] seal(byte[] pdf, SealRequest request) {
        SealKey.Loaded key = keys.current();
        PdfUpdate update = new PdfUpdate(pdf);
        int reserved = roomFor(key) + (stamps.areWanted() ? STAMP_FRAME + stamps.room() : 0);
        int field = update.reserve();
        int signature = update.reserve();
        int page = firstPage(update);
        String body = "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/" + SUB_FILTER + RANGE
                + "/Contents<" + "0".repeat(2 * reserved) + ">/M(D:" + PDF_TIME.format(request.at())
                + "Z)/Name" + PdfFile.text(request.signatoryLabel())
                + "/Reason" + PdfFile.text(reason(request)) + ">>";
        int start = update.write(signature, body);
        update.write(
                field,
                "<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal" + field + ")/TU" + PdfFile.text(request.reason()) + "/V "
                        + signature + " 0 R/Rect[0 0 0 0]/F 132/P " + page + " 0 R>>");
        update.write(page, withAnnotation(update.read(page), field));
        update.write(update.root(), withField(update.read(update.root()), field));
        if (key.selfMade()) {
            update.write(update.info(), withKeyNoted(update.read(update.info())));
        }
        byte[] sealed = update.finish();
        int from = start + body.indexOf("/Contents<") + "/Contents".length();
        int to = from + 2 * reserved + 2;
        byte[] range = String.format(Locale.ROOT, "/ByteRange[0 %010d %010d %010d]", from, to, sealed.length - to)
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(range, 0, sealed, start + body.indexOf("/ByteRange"), range.length);
        byte[] cms = sign(key, new Ranges(sealed, from, to));
        if (cms.length > reserved && stamps.areWanted()) {
            throw new Unstamped("The authority's stamps have grown; there is room for the next");
        }
        if (cms.length > reserved) {
            throw new IllegalStateException("A seal of " + cms.length + " bytes in room for " + reserved);
        }
        byte[] hex = HexFormat.of().formatHex(cms).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, sealed, from + 1, hex.length);
        return sealed;
    }

    private static String reason(SealRequest request) {
        return request.sample() ? SealReader.SPECIMEN + " – " + request.reason() : request.reason();
    }

    /** What a seal takes at most: certificates, whose they are, the signature, and what is the same in every seal. */
    private static int roomFor(SealKey.Loaded key) {
        try {
            X509Certificate own = key.certificate();
            int room = FRAME
                    + own.getIssuerX500Principal().getEncoded().length
                    + own.getSerialNumber().toByteArray().length
                    + longestSignature(own.getPublicKey());
            for (X509Certificate certificate : key.chain()) {
                room += certificate.getEncoded().length;
            }
            return room;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signature of RSA is as long as the modulus; one of ECDSA two numbers below the order, of any length up to its. */
    private static int longestSignature(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return (rsa.getModulus().bitLength() + 7) / 8;
        }
        int number = key instanceof ECKey curve ? curve.getParams().getOrder().bitLength() / 8 + 1 : LARGEST_NUMBER;
        return 2 * (2 + number) + 3;
    }

    private static int firstPage(PdfUpdate update) {
        int tree = reference(update.read(update.root()), "/Pages ");
        return reference(update.read(tree), "/Kids[");
    }

    private static int reference(String dictionary, String entry) {
        int at = dictionary.indexOf(entry) + entry.length();
        return Integer.parseInt(dictionary.substring(at, dictionary.indexOf(' ', at)));
    }

    private static String withAnnotation(String page, int field) {
        return page.contains("/Annots[")
                ? page.replace("/Annots[", "/Annots[" + field + " 0 R ")
                : page.substring(0, page.length() - 2) + "/Annots[" + field + " 0 R]>>";
    }

    private static String withField(String catalog, int field) {
        return catalog.contains("/Fields[")
                ? catalog.replace("/Fields[", "/Fields[" + field + " 0 R ")
                : catalog.substring(0, catalog.length() - 2) + "/AcroForm<</Fields[" + field + " 0 R]/SigFlags 3>>>>";
    }

    private static String withKeyNoted(String info) {
        return info.contains("/SealKey") ? info : info.substring(0, info.length() - 2) + "/SealKey(self-made)>>";
    }

    /** All of the file but the place of the signature itself. */
    private record Ranges(byte[] file, int from, int to) implements CMSTypedData {
        @Override
        public ASN1ObjectIdentifier getContentType() {
            return PKCSObjectIdentifiers.data;
        }

        @Override
        public void write(OutputStream out) throws IOException {
            out.write(file, 0, from);
            out.write(file, to, file.length - to);
        }

        @Override
        public Object getContent() {
            return file;
        }
    }

    private byte[] sign(SealKey.Loaded key, CMSTypedData content) {
        try {
            X509Certificate certificate = key.certificate();
            byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            var signingCertificate = new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2(fingerprint))));
            // The time stands in the PDF's own entry; PAdES allows it in one place only.
            var attributes =
                    new DefaultSignedAttributeTableGenerator(new AttributeTable(new DERSet(signingCertificate))) {
                        @Override
                        public AttributeTable getAttributes(Map parameters) {
                            return super.getAttributes(parameters)
                                    .remove(CMSAttributes.signingTime)
                                    .remove(CMSAttributes.cmsAlgorithmProtect);
                        }
                    };
            String algorithm = key.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(attributes)
                            .build(new JcaContentSignerBuilder(algorithm).build(key.key()), certificate));
            generator.addCertificates(new JcaCertStore(key.chain()));
            CMSSignedData signed = generator.generate(content, false);
            return (stamps.areWanted() ? stamped(signed) : signed).getEncoded("DER");
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IllegalStateException("Cannot seal", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CMSSignedData stamped(CMSSignedData signed) {
        SignerInformation signer = signed.getSignerInfos().iterator().next();
        var stamp = new Attribute(
                PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                new DERSet(stamps.over(signer.getSignature()).toASN1Structure()));
        return CMSSignedData.replaceSigners(
                signed,
                new SignerInformationStore(
                        SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(new DERSet(stamp)))));
    }

    /** SHA-256 of the certificate that seals now, to be printed where people can compare it. */
    public String fingerprint() {
        return SealCertificates.fingerprint(keys.current().certificate());
    }

    /** Whether the file is sealed with a key of this installation and unchanged since. */
    public SealCheck check(byte[] pdf) {
        keys.prepare();
        return SealReader.check(pdf, keys::knows);
    }
}
