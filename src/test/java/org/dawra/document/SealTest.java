package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSSignedData;
import org.dawra.document.SealCheck.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        return new Seal(new SealKey(data, "", "", Clock.fixed(AT, ZoneOffset.UTC)));
    }

    private static SealRequest request(boolean sample) {
        return new SealRequest("شهادة المشاركة", "شبكة الجمعيات الدكالية", sample, AT);
    }

    @Test
    @DisplayName("a sealed paper is valid and tells who sealed it, when, and that it is a sample")
    void sealedPaperIsValid() {
        SealCheck check = seal.check(seal.seal(paper, request(true)));

        assertThat(check).isEqualTo(new SealCheck(Verdict.VALID, AT, "شبكة الجمعيات الدكالية", true));
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
                .isEqualTo(Verdict.ALTERED);
        assertThat(seal.check(Arrays.copyOf(sealed, sealed.length - 5_000)).verdict())
                .isIn(Verdict.ALTERED, Verdict.NONE);
        byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
        longer[sealed.length] = '\n';
        assertThat(seal.check(longer).verdict()).isEqualTo(Verdict.ALTERED);
    }

    @Test
    @DisplayName("no seal, no PDF, rubbish and a stranger's key are told apart")
    void othersAreToldApart(@TempDir Path elsewhere) {
        assertThat(seal.check(paper).verdict()).isEqualTo(Verdict.NONE);
        assertThat(seal.check(new byte[0]).verdict()).isEqualTo(Verdict.NONE);
        assertThat(seal.check("%PDF-1.7 rubbish".getBytes(StandardCharsets.US_ASCII))
                        .verdict())
                .isEqualTo(Verdict.NONE);
        assertThat(seal.check(sealIn(elsewhere).seal(paper, request(false))).verdict())
                .isEqualTo(Verdict.FOREIGN);
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
                new SealKey(data, data.resolve("old.p12").toString(), "self-made", Clock.fixed(AT, ZoneOffset.UTC)));
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

    @Test
    @DisplayName("a file that was not rendered here is refused")
    void foreignFileIsRefused() {
        assertThatThrownBy(() -> seal.seal("%PDF-1.4".getBytes(StandardCharsets.US_ASCII), request(false)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
