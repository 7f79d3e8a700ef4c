package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.dawra.document.SealCheck.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealTest {

    private static final Instant AT = Instant.parse("2024-12-29T14:05:00Z");

    private final Documents documents = new Documents();
    private final byte[] paper = documents.render(SamplePapers.certificate("فاطمة الزهراء"));

    @TempDir
    Path data;

    private Seal seal;

    @BeforeEach
    void setUp() {
        seal = sealIn(data);
    }

    private static Seal sealIn(Path data) {
        return new Seal(new SealKey(data, "", "", Clock.fixed(AT, ZoneOffset.UTC)), TestStores.noStamps());
    }

    private static SealRequest request(boolean sample) {
        return new SealRequest("شهادة المشاركة", "شبكة الجمعيات الدكالية", sample, AT);
    }

    @Test
    @DisplayName("a sealed paper is valid and tells who sealed it, when, and that it is a sample")
    void sealedPaperIsValid() {
        SealCheck check = seal.check(seal.seal(paper, request(true)));

        assertThat(check.verdict()).isEqualTo(Verdict.VALID);
        assertThat(check.at()).isEqualTo(AT);
        assertThat(check.signatory()).isEqualTo("شبكة الجمعيات الدكالية");
        assertThat(check.sample()).isTrue();
        assertThat(seal.check(seal.seal(paper, request(false))).sample()).isFalse();
    }

    @Test
    @DisplayName("a file inside a paper is sealed with it, comes out unaltered, and the paper still conforms")
    void attachmentIsSealed() throws Exception {
        // Looks like objects of ours and cannot be packed: nothing of it may be taken for the paper's own.
        byte[] noise = new byte[200_000];
        new Random(7).nextBytes(noise);
        byte[] fake = "\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < noise.length - fake.length; at += 9_973) {
            System.arraycopy(fake, 0, noise, at, fake.length);
        }
        byte[] withScan = new Documents()
                .render(
                        SamplePapers.agreement(),
                        List.of(new Attachment("scan.jpg", "image/jpeg", "نسخة ممسوحة", noise)));
        byte[] sealed = seal.seal(withScan, request(false));

        assertThat(seal.check(sealed).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Conformance.complaints(sealed)).isEmpty();
        try (var document = Loader.loadPDF(sealed)) {
            var files =
                    document.getDocumentCatalog().getNames().getEmbeddedFiles().getNames();
            assertThat(files).containsOnlyKeys("scan.jpg");
            assertThat(files.get("scan.jpg").getEmbeddedFile().toByteArray()).isEqualTo(noise);
        }
    }

    @Test
    @DisplayName("sealing leaves every byte of the rendered paper as it was, and veraPDF content")
    void sealingOnlyAdds() {
        byte[] sealed = seal.seal(paper, request(true));

        assertThat(Arrays.copyOf(sealed, paper.length)).isEqualTo(paper);
        assertThat(sealed.length).isLessThan(55_000);
        assertThat(Conformance.complaints(sealed)).isEmpty();
    }

    @Test
    @DisplayName("a paper sealed by two signatories is valid and still conforms")
    void twoSeals() {
        byte[] sealed = seal.seal(seal.seal(paper, request(false)), request(false));

        assertThat(seal.check(sealed).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Conformance.complaints(sealed)).isEmpty();
    }

    @Test
    @DisplayName("changing any byte, cutting the end or adding to it is seen as altered")
    void alterationsAreSeen() {
        byte[] sealed = seal.seal(paper, request(false));
        for (int at : new int[] {20, 1_000, paper.length / 2, paper.length + 300, sealed.length - 80}) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(seal.check(changed).verdict()).as("byte " + at).isEqualTo(Verdict.ALTERED);
        }
        assertThat(seal.check(Arrays.copyOf(sealed, sealed.length - 1)).verdict())
                .isEqualTo(Verdict.TRUNCATED);
        assertThat(seal.check(Arrays.copyOf(sealed, sealed.length - 5_000)).verdict())
                .isEqualTo(Verdict.TRUNCATED);
        assertThat(seal.check(Arrays.copyOf(sealed, paper.length)).verdict())
                .as("cut where the seal begins")
                .isEqualTo(Verdict.NONE);
        byte[] shorter = Arrays.copyOf(sealed, sealed.length - 1);
        System.arraycopy(sealed, 1_001, shorter, 1_000, sealed.length - 1_001);
        assertThat(seal.check(shorter).verdict()).as("a byte taken out").isEqualTo(Verdict.ALTERED);
    }

    @Test
    @DisplayName("no digit of the seal itself can be changed unseen, be it signed, its certificate's or mere padding")
    void alterationsOfTheSealAreSeen() {
        byte[] sealed = seal.seal(paper, request(false));
        String text = new String(sealed, StandardCharsets.ISO_8859_1);
        int token = text.lastIndexOf("/ByteRange");
        int end = text.indexOf('>', token);
        // Every byte of the range; of the digits, each third in turn as high or low half of theirs.
        for (int at = token; at < end; at += at < token + 60 ? 1 : 3) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            // A longer range looks like a file that has lost its end.
            assertThat(seal.check(changed).verdict())
                    .as("byte " + at)
                    .isIn(
                            at < token + 60
                                    ? EnumSet.of(Verdict.ALTERED, Verdict.TRUNCATED)
                                    : EnumSet.of(Verdict.ALTERED));
        }
        byte[] capital = sealed.clone();
        for (int at = end - 1; ; at--) {
            if (capital[at] >= 'a') {
                capital[at] -= 'a' - 'A';
                break;
            }
        }
        assertThat(seal.check(capital).verdict()).as("a capital").isEqualTo(Verdict.ALTERED);
        assertThat(seal.check(Arrays.copyOf(sealed, end - 100)).verdict())
                .as("cut within the seal")
                .isEqualTo(Verdict.TRUNCATED);
    }

    @Test
    @DisplayName("what is added behind the seal is told, with how much of the file is still as sealed")
    void additionsAreSeen() {
        byte[] sealed = seal.seal(paper, request(false));
        String forged = "\n99 0 obj\n<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange" + range(sealed)
                + "/Contents<00>/M(D:19990101000000Z)/Name(Somebody)>>\nendobj\n%%EOF\n";
        for (String addition : List.of("\n", "\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n", forged)) {
            SealCheck check = seal.check(and(sealed, addition));
            assertThat(check.verdict()).isEqualTo(Verdict.APPENDED);
            assertThat(check.covered()).isEqualTo(sealed.length);
            assertThat(check.signatory()).isEqualTo("شبكة الجمعيات الدكالية");
            assertThat(check.at()).isEqualTo(AT);
        }
    }

    @Test
    @DisplayName("a seal of another network added behind ours does not make the file genuine")
    void anotherSealBehindOurs(@TempDir Path elsewhere) {
        byte[] twice = sealIn(elsewhere).seal(seal.seal(paper, request(false)), request(false));
        assertThat(seal.check(twice).verdict()).isEqualTo(Verdict.APPENDED);
        byte[] reversed = seal.seal(sealIn(elsewhere).seal(paper, request(false)), request(false));
        assertThat(seal.check(reversed).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("a file full of byte ranges costs no more than a few signatures")
    void manyRanges() {
        byte[] sealed = seal.seal(paper, request(false));
        assertThat(seal.check(and(sealed, ("/ByteRange" + range(sealed)).repeat(20_000)))
                        .verdict())
                .isEqualTo(Verdict.APPENDED);
        assertThat(seal.check(and(paper, "/ByteRange[0 1 9 9]/ByteRange[0 99999999999 1 1]/ByteRange[0 1"))
                        .verdict())
                .isEqualTo(Verdict.ALTERED);
    }

    private static String range(byte[] sealed) {
        String text = new String(sealed, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("/ByteRange[") + "/ByteRange".length();
        return text.substring(at, text.indexOf(']', at) + 1);
    }

    private static byte[] and(byte[] file, String more) {
        byte[] added = more.getBytes(StandardCharsets.ISO_8859_1);
        byte[] longer = Arrays.copyOf(file, file.length + added.length);
        System.arraycopy(added, 0, longer, file.length, added.length);
        return longer;
    }

    @Test
    @DisplayName("no seal, no PDF, rubbish and a stranger's key are told apart")
    void othersAreToldApart(@TempDir Path elsewhere) {
        assertThat(seal.check(paper).verdict()).isEqualTo(Verdict.NONE);
        assertThat(seal.check(new byte[0]).verdict()).isEqualTo(Verdict.NOT_PDF);
        assertThat(seal.check("PK rubbish".getBytes(StandardCharsets.US_ASCII)).verdict())
                .isEqualTo(Verdict.NOT_PDF);
        assertThat(seal.check("%PDF-1.7 rubbish".getBytes(StandardCharsets.US_ASCII))
                        .verdict())
                .isEqualTo(Verdict.TRUNCATED);
        SealCheck foreign = seal.check(sealIn(elsewhere).seal(paper, request(false)));
        assertThat(foreign.verdict()).isEqualTo(Verdict.FOREIGN);
        assertThat(foreign.signer()).isNotNull();
    }

    @Test
    @DisplayName("a self-made key is kept for its owner only, used again, and named in the file's properties")
    void selfMadeKey() throws Exception {
        byte[] sealed = seal.seal(paper, request(false));

        Path file = data.resolve("seal/seal.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(sealIn(data).check(sealed).verdict()).isEqualTo(Verdict.VALID);
        var certificate = new SealKey(data, "", "", Clock.fixed(AT, ZoneOffset.UTC))
                .current()
                .certificate();
        certificate.checkValidity(Date.from(Instant.parse("2024-01-01T00:00:00Z")));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("Self-made key");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).contains("/SealKey(self-made)");
    }

    @Test
    @DisplayName("a change of key leaves what was sealed before valid")
    void rotation() throws Exception {
        byte[] old = seal.seal(paper, request(false));
        Files.move(data.resolve("seal/seal.p12"), data.resolve("old.p12"));
        Seal renewed = sealIn(data);
        byte[] fresh = renewed.seal(paper, request(false));

        assertThat(renewed.check(old).verdict()).isEqualTo(Verdict.VALID);
        assertThat(renewed.check(fresh).verdict()).isEqualTo(Verdict.VALID);
        Seal configured = new Seal(
                new SealKey(data, data.resolve("old.p12").toString(), "self-made", Clock.fixed(AT, ZoneOffset.UTC)),
                TestStores.noStamps());
        assertThat(configured.check(fresh).verdict()).isEqualTo(Verdict.VALID);
        assertThat(new String(configured.seal(paper, request(false)), StandardCharsets.ISO_8859_1))
                .doesNotContain("self-made)>>");
    }

    @Test
    @DisplayName("the CMS is of PAdES baseline B: signing certificate, no signing time, nothing more")
    void cmsIsPades() throws Exception {
        byte[] sealed = seal.seal(paper, request(false));
        try (var pdf = Loader.loadPDF(sealed)) {
            var signature = pdf.getLastSignatureDictionary();
            assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
            var signer = new CMSSignedData(signature.getContents(sealed))
                    .getSignerInfos()
                    .getSigners()
                    .iterator()
                    .next();
            assertThat(signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2))
                    .isNotNull();
            assertThat(signer.getSignedAttributes().get(CMSAttributes.signingTime))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EC,secp256r1,CN=x,200",
        "EC,secp256r1,'CN=Autorité de certification qualifiée du réseau,O=شبكة الجمعيات الدكالية غير الحكومية,C=MA',10",
        "EC,secp384r1,CN=x,20",
        "EC,secp521r1,CN=x,20",
        "RSA,2048,CN=x,3"
    })
    @DisplayName("a seal finds room whatever the length of its signature, and leaves at most 64 bytes of it empty")
    void noRoomIsWasted(String algorithm, String parameter, String issuer, int times) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("RSA")) {
            generator.initialize(Integer.parseInt(parameter));
        } else {
            generator.initialize(new ECGenParameterSpec(parameter));
        }
        var pair = generator.generateKeyPair();
        var name = new X500Name(issuer);
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE.shiftLeft(158),
                                Date.from(AT.minus(Duration.ofDays(9))),
                                Date.from(AT.plus(Duration.ofDays(900))),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder(
                                        "SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm))
                                .build(pair.getPrivate())));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("seal", pair.getPrivate(), "secret".toCharArray(), new Certificate[] {certificate});
        var file = data.resolve("own.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        var own = new Seal(
                new SealKey(data, file.toString(), "secret", Clock.fixed(AT, ZoneOffset.UTC)), TestStores.noStamps());
        var small = documents.render(Paper.in(PaperLanguage.FR, "x").build());
        for (int i = 0; i < times; i++) {
            assertThat(emptyIn(own.seal(small, request(false)))).isBetween(0, 64);
        }
        assertThat(own.check(own.seal(paper, request(false))).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    @DisplayName("the key of one's own making wastes no room either")
    void noRoomIsWastedByTheOwnKey() {
        assertThat(emptyIn(seal.seal(paper, request(false)))).isBetween(0, 64);
    }

    /** How many bytes of the room for the seal are not used. */
    private static int emptyIn(byte[] sealed) {
        String file = new String(sealed, StandardCharsets.ISO_8859_1);
        int from = file.lastIndexOf("/Contents<") + "/Contents<".length();
        byte[] room = HexFormat.of().parseHex(file.substring(from, file.indexOf('>', from)));
        assertThat(room).startsWith(0x30, 0x82);
        return room.length - 4 - ((room[2] & 0xff) << 8 | room[3] & 0xff);
    }

    @Test
    @DisplayName("a file that was not rendered here is refused")
    void foreignFileIsRefused() {
        assertThatThrownBy(() -> seal.seal("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), request(false)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
