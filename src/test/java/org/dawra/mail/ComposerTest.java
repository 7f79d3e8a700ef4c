package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {

    private final Composer composer =
            OutboxTest.composer(Clock.fixed(Instant.parse("2026-01-10T09:00:00Z"), ZoneOffset.UTC));

    @Test
    void arabicSubjectAndNameSurvive() throws Exception {
        var mime = compose("شهادة المشاركة", "فاطمة الزهراء بنت علي", "مرحبا");
        assertThat(mime.getSubject()).isEqualTo("شهادة المشاركة");
        assertThat(((InternetAddress) mime.getAllRecipients()[0]).getPersonal()).isEqualTo("فاطمة الزهراء بنت علي");
        assertThat(mime.getMessageID()).isEqualTo("<fixed@dawra.example>");
        assertThat(mime.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-01-10T09:00:00Z"));
    }

    @Test
    void theHtmlPartRunsFromRightToLeftAndEscapesTheText() throws Exception {
        var mime = compose("دعوة", "سعيد", "مرحبا <b>& أهلا\nhttps://dawra.example/s/a?b=1&c=2");
        var parts = (Multipart) mime.getContent();
        assertThat(parts.getBodyPart(0).getContent()).asString().startsWith("مرحبا <b>& أهلا");
        assertThat(parts.getBodyPart(1).getContent())
                .asString()
                .contains("dir=\"rtl\"")
                .contains("مرحبا &lt;b&gt;&amp; أهلا<br>")
                .contains("<a dir=\"ltr\" href=\"https://dawra.example/s/a?b=1&amp;c=2\">");
    }

    @Test
    void aLineBreakInAHeaderBecomesASpace() throws Exception {
        var mime = compose("Bonjour\r\nBcc: other@example.org", "Nom\nX-Injected: 1", "texte");
        assertThat(mime.getSubject()).isEqualTo("Bonjour Bcc: other@example.org");
        assertThat(mime.getHeader("Bcc")).isNull();
        assertThat(mime.getHeader("X-Injected")).isNull();
        assertThat(mime.getAllRecipients()).hasSize(1);
    }

    @Test
    void anAttachmentKeepsItsArabicNameAndBytes() throws Exception {
        var pdf = "%PDF".getBytes(StandardCharsets.US_ASCII);
        var message = new Message(
                "p",
                "g",
                new Message.Recipient("سعيد", "s@example.org", null, "l"),
                "ar",
                "شهادة",
                "مرحبا",
                List.of(new Message.Attachment("شهادة المشاركة.pdf", "application/pdf", pdf)));
        var mime = OutboxTest.parse(composer.compose(message, "<fixed@dawra.example>"));
        var attached = ((Multipart) mime.getContent()).getBodyPart(1);
        assertThat(attached.getContentType()).startsWith("application/pdf");
        assertThat(MimeUtility.decodeText(attached.getFileName())).isEqualTo("شهادة المشاركة.pdf");
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.org", "first.last+tag@sub.example.ma", "x@sample.invalid"})
    void anAddressIsDeliverable(String address) {
        assertThat(Composer.isDeliverable(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a@",
                "@b.org",
                "a b@c.org",
                "a@b.org\nBcc: c@d.org",
                "A <a@b.org>",
                "a@b.org, c@d.org",
                "سعيد@example.org"
            })
    void whatIsNoAddressIsNot(String address) {
        assertThat(Composer.isDeliverable(address)).isFalse();
    }

    private MimeMessage compose(String subject, String name, String text) throws Exception {
        var message = new Message(
                "p", "g", new Message.Recipient(name, "s@example.org", null, "l"), "ar", subject, text, List.of());
        return OutboxTest.parse(composer.compose(message, "<fixed@dawra.example>"));
    }
}
