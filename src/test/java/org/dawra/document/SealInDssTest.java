package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.simplereport.SimpleReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The European reference validator about our seal, with the key's own certificate as the one that is trusted. */
class SealInDssTest {

    @TempDir
    Path data;

    private SealKey key;
    private Seal seal;

    @BeforeEach
    void set() {
        key = new SealKey(data, "", "", Clock.systemUTC());
        seal = new Seal(key, TestStores.noStamps());
    }

    @Test
    void aSealedCertificatePassesAsPadesBaselineB() {
        var report = validate(sealed(List.of()));
        assertThat(report.getSignatureIdList()).hasSize(1);
        var signature = report.getFirstSignatureId();
        assertThat(report.getSignatureFormat(signature)).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
        assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void twoSignatoriesOfAPaperWithAnAttachmentBothPass() {
        var once = sealed(List.of(new Attachment("scan.pdf", "application/pdf", "نسخة", new byte[] {1, 2, 3})));
        var report = validate(seal.seal(once, request()));
        assertThat(report.getSignatureIdList())
                .hasSize(2)
                .allSatisfy(
                        signature -> assertThat(report.getIndication(signature)).isEqualTo(Indication.TOTAL_PASSED));
    }

    @Test
    void anotherTimeClaimedFails() {
        var changed = sealed(List.of());
        var claimed = new String(changed, StandardCharsets.ISO_8859_1).indexOf("/M(D:") + "/M(D:202".length();
        changed[claimed] ^= 1;
        var report = validate(changed);
        assertThat(report.getIndication(report.getFirstSignatureId())).isEqualTo(Indication.TOTAL_FAILED);
    }

    private byte[] sealed(List<Attachment> attachments) {
        return seal.seal(new Documents().render(SamplePapers.certificate("فاطمة الزهراء"), attachments), request());
    }

    private static SealRequest request() {
        return new SealRequest(
                "شهادة المشاركة",
                "شبكة الجمعيات (نموذج)",
                true,
                Clock.systemUTC().instant());
    }

    private SimpleReport validate(byte[] pdf) {
        return Dss.report(pdf, key.current().certificate());
    }
}
