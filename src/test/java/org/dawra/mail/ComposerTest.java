package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Header;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.HtmlUtils;

class ComposerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-10T09:00:00Z"), ZoneOffset.UTC);

    private final Composer composer = OutboxTest.composer(CLOCK);

    @Test
    void arabicSubjectAndNameSurvive() throws Exception {
        var mime = compose("شهادة المشاركة", "فاطمة الزهراء بنت علي", "مرحبا");
        assertThat(mime.getSubject()).isEqualTo("شهادة المشاركة");
        assertThat(((InternetAddress) mime.getAllRecipients()[0]).getPersonal()).isEqualTo("فاطمة الزهراء بنت علي");
        assertThat(mime.getMessageID()).isEqualTo("<fixed@dawra.example>");
        assertThat(mime.getSentDate().toInstant()).isEqualTo(Instant.parse("2026-01-10T09:00:00Z"));
    }

    @Test
    void itComesFromTheNetworkInTheReadersLanguageUnlessANameIsConfigured() throws Exception {
        SenderName network =
                language -> Optional.of(language == Language.AR ? "شبكة المقاولات\r\nX-Injected: 1" : "Réseau <1>");
        assertThat(sender("", network, "ar")).isEqualTo("شبكة المقاولات X-Injected: 1");
        assertThat(sender("", network, "fr")).isEqualTo("Réseau <1>");
        assertThat(sender("اسم آخر", network, "fr")).isEqualTo("اسم آخر");
        SenderName nobody = language -> Optional.empty();
        assertThat(sender("", nobody, "ar")).isEqualTo("دورة");
        assertThat(sender("", nobody, "fr")).isEqualTo("Dawra");
        assertThat(sender("", nobody, "en")).isEqualTo("Dawra");
    }

    @Test
    void theNameIsLookedForOnceAndAskedForOnceAMessage() {
        var searches = new AtomicInteger();
        var asked = new AtomicInteger();
        SenderName network = language -> Optional.of("شبكة " + asked.incrementAndGet());
        var composer = new Composer(
                "",
                "",
                new ObjectProvider<>() {
                    @Override
                    public Stream<SenderName> stream() {
                        searches.incrementAndGet();
                        return Stream.of(network);
                    }
                },
                DataSize.ofMegabytes(5),
                OutboxTest.url(),
                AllTexts.source(),
                CLOCK);
        assertThat(searches).as("whoever knows it may not be there yet").hasValue(0);
        for (var i = 0; i < 3; i++) {
            composer.compose(plain(List.of()), "<a@b>", null);
        }
        assertThat(searches).hasValue(1);
        assertThat(asked).hasValue(3);
    }

    /** The sender's name, which is also what the HTML part ends with. */
    private String sender(String configured, SenderName known, String language) throws Exception {
        var from = new Composer(
                "",
                configured,
                new ObjectProvider<>() {
                    @Override
                    public Stream<SenderName> stream() {
                        return Stream.of(known);
                    }
                },
                DataSize.ofMegabytes(5),
                OutboxTest.url(),
                AllTexts.source(),
                CLOCK);
        var plain = plain(List.of());
        var bytes = from.compose(
                new Message("p", "g", plain.to(), language, plain.subject(), plain.text(), List.of()), "<a@b>", null);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1).chars()).allMatch(c -> c < 127);
        var mime = OutboxTest.parse(bytes);
        var name = ((InternetAddress) mime.getFrom()[0]).getPersonal();
        assertThat(((Multipart) mime.getContent()).getBodyPart(1).getContent())
                .asString()
                .containsPattern(Pattern.quote(HtmlUtils.htmlEscape(name, "UTF-8")) + "</td></tr>");
        return name;
    }

    @Test
    void theHtmlPartRunsFromRightToLeftAndEscapesTheText() throws Exception {
        var mime = compose("دعوة", "سعيد", "مرحبا <b>& أهلا\nhttps://dawra.example/s/a?b=1&c=2.");
        var parts = (Multipart) mime.getContent();
        assertThat(parts.getBodyPart(0).getContent()).asString().startsWith("مرحبا <b>& أهلا");
        assertThat(parts.getBodyPart(1).getContent())
                .asString()
                .contains("dir=\"rtl\"")
                .contains("مرحبا &lt;b&gt;&amp; أهلا<br>")
                .contains("<a dir=\"ltr\" href=\"https://dawra.example/s/a?b=1&amp;c=2\" ")
                .contains(">https://dawra.example/s/a?b=1&amp;c=2</a>.");
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
        var mime = OutboxTest.parse(composer.compose(message, "<fixed@dawra.example>", null));
        var attached = ((Multipart) mime.getContent()).getBodyPart(1);
        assertThat(attached.getContentType()).startsWith("application/pdf");
        assertThat(MimeUtility.decodeText(attached.getFileName())).isEqualTo("شهادة المشاركة.pdf");
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @Test
    void nothingOfAPersonsOrAFilesNameBecomesAHeaderOrTurnsTheLine() throws Exception {
        var evil = "x\r\nBcc: a@b.org\nX-Injected: 1\u0000\u2028X-Injected: 2\u0085X-Injected: 3\u202Etxt";
        var message = new Message(
                "p",
                "g",
                new Message.Recipient(evil, "s@example.org", null, "l"),
                "ar\r\nX-Injected: 4",
                evil,
                evil,
                List.of(new Message.Attachment(evil, "application/pdf\r\nX-Injected: 5", new byte[1])));
        var bytes = composer.compose(message, "<fixed@dawra.example>", null);
        var mime = OutboxTest.parse(bytes);
        assertThat(Collections.list(mime.getAllHeaders()).stream().map(Header::getName))
                .containsExactlyInAnyOrder(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Language",
                        "Auto-Submitted");
        assertThat(mime.getAllRecipients()).hasSize(1);
        assertThat(mime.getHeader("Content-Language", null)).isEqualTo("ar");
        assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
                .noneMatch(line -> line.startsWith("X-Injected") || line.startsWith("Bcc"));
        assertThat(((InternetAddress) mime.getAllRecipients()[0]).getPersonal()).doesNotContain("\u202E");
    }

    /**
     * Jakarta Mail folds line breaks away, but writes other control characters of a plain Latin text as they are: these
     * are ours to take out. What is left of them encoded in a header would come out at the reader's.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000", "\u0007", "\u0008", "\u000B", "\u000C", "\u001B", "\u007F", "\r", "\n", "\r\n", "\t",
                "\u0085", "\u009B", "\u2028", "\u2029", "\u061C", "\u202E", "\u2066", "\uD800", "\uDC00", "\uFFFE"
            })
    void noControlCharacterOfANameASubjectOrAFileReachesAHeader(String control) throws Exception {
        for (var word : List.of("Nom", "شهادة", "n".repeat(400))) {
            var evil = word + control + "Bcc: a@b.org";
            var named = new Composer(
                    "", evil, OutboxTest.none(), DataSize.ofMegabytes(5), OutboxTest.url(), AllTexts.source(), CLOCK);
            var bytes = named.compose(
                    new Message(
                            "p",
                            "g",
                            new Message.Recipient(evil, "s@example.org", null, "l"),
                            "fr",
                            evil,
                            "texte",
                            List.of(new Message.Attachment(evil, "application/pdf", new byte[] {1}))),
                    "<fixed@dawra.example>",
                    null);
            var headers = headers(new String(bytes, StandardCharsets.ISO_8859_1));
            assertThat(headers.replace("\r\n", "").chars()).allMatch(c -> c == '\t' || c >= 0x20 && c < 0x7F);
            assertThat(headers).doesNotContain("\n\n", "\nBcc", "\r\n\r\n", "\uFFFD");
            var mime = OutboxTest.parse(bytes);
            var file = ((Multipart) mime.getContent()).getBodyPart(1).getFileName();
            for (var shown : List.of(
                    mime.getSubject(),
                    ((InternetAddress) mime.getAllRecipients()[0]).getPersonal(),
                    ((InternetAddress) mime.getFrom()[0]).getPersonal(),
                    MimeUtility.decodeText(file))) {
                assertThat(shown)
                        .startsWith(word.substring(0, 3))
                        .doesNotContainPattern("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061C\\u202E\\u2066\\uFFFE\\uFFFD?]");
            }
        }
    }

    /** The headers of the message and of each part, as they go over the line. */
    private static String headers(String message) {
        return Arrays.stream(message.split("(?m)^--.*$"))
                .map(part -> part.strip().split("\r\n\r\n", 2)[0])
                .filter(part -> part.contains(": "))
                .collect(Collectors.joining("\r\n"));
    }

    @Test
    void everyLineIsAsciiAndShortWhateverTheNames() throws Exception {
        var arabic = "فاطمة الزهراء بنت علي ".repeat(12);
        for (var name : List.of(arabic, "a".repeat(3000), "é".repeat(500), "😀".repeat(300))) {
            var bytes = composer.compose(
                    new Message(
                            "p",
                            "g",
                            new Message.Recipient(name, "s@example.org", null, "l"),
                            "fr",
                            name,
                            name,
                            List.of(new Message.Attachment(name + ".pdf", "application/pdf", new byte[5000]))),
                    "<fixed@dawra.example>",
                    "https://dawra.example/unsubscribe/x");
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text.chars()).allMatch(c -> c < 127);
            assertThat(text.lines()).allMatch(line -> line.length() <= 998);
            if (!name.startsWith("aa")) {
                assertThat(text.lines()).allMatch(line -> line.length() <= 78 || line.contains("name*=UTF-8''"));
            }
            var parts = (Multipart) OutboxTest.parse(bytes).getContent();
            assertThat(parts.getBodyPart(1).getFileName())
                    .startsWith(name.substring(0, 40))
                    .endsWith(".pdf");
            assertThat(OutboxTest.parse(bytes).getSubject())
                    .hasSizeLessThanOrEqualTo(400)
                    .startsWith(name.substring(0, 40));
        }
    }

    @Test
    void onlyWhatCanBeDeclinedSaysHowAndBothPartsSayIt() throws Exception {
        var link = "https://dawra.example/unsubscribe/abc";
        var mime = OutboxTest.parse(composer.compose(plain(List.of()), "<fixed@dawra.example>", link));
        assertThat(mime.getHeader("List-Unsubscribe", null)).isEqualTo("<" + link + ">");
        assertThat(mime.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        var parts = (Multipart) mime.getContent();
        assertThat(parts.getBodyPart(0).getContent()).asString().contains("للتوقف", link);
        assertThat(parts.getBodyPart(1).getContent()).asString().contains("للتوقف", "href=\"" + link + "\"");
        var never = OutboxTest.parse(composer.compose(plain(List.of()), "<fixed@dawra.example>", null));
        assertThat(never.getHeader("List-Unsubscribe")).isNull();
        assertThat(never.getHeader("List-Unsubscribe-Post")).isNull();
        var local = OutboxTest.parse(
                composer.compose(plain(List.of()), "<fixed@dawra.example>", "http://localhost:8080/unsubscribe/a"));
        assertThat(local.getHeader("List-Unsubscribe-Post"))
                .as("RFC 8058 wants https")
                .isNull();
    }

    @Test
    void filesThatAreTooLargeTogetherAreLinkedToWhereTheyCanBe() throws Exception {
        var small =
                new Message.Attachment("a.pdf", "application/pdf", new byte[1024 * 1024], "https://dawra.example/a");
        var large = new Message.Attachment(
                "b.pdf", "application/pdf", new byte[5 * 1024 * 1024], "https://dawra.example/b");
        var only = new Message.Attachment("c.pdf", "application/pdf", new byte[6 * 1024 * 1024]);
        assertThat(attachedOf(small, large)).containsExactly("a.pdf");
        assertThat(attachedOf(small)).containsExactly("a.pdf");
        assertThat(attachedOf(only)).as("nowhere else to be had").containsExactly("c.pdf");
        var parts = (Multipart)
                OutboxTest.parse(composer.compose(plain(List.of(small, large)), "<fixed@dawra.example>", null))
                        .getContent();
        var text =
                ((Multipart) parts.getBodyPart(0).getContent()).getBodyPart(0).getContent();
        assertThat(text).asString().contains("b.pdf:\nhttps://dawra.example/b").doesNotContain("dawra.example/a");
    }

    private List<String> attachedOf(Message.Attachment... files) throws Exception {
        var parts = (Multipart) OutboxTest.parse(composer.compose(plain(List.of(files)), "<fixed@dawra.example>", null))
                .getContent();
        var names = new ArrayList<String>();
        for (var i = 1; i < parts.getCount(); i++) {
            names.add(parts.getBodyPart(i).getFileName());
        }
        return names;
    }

    private static Message plain(List<Message.Attachment> files) {
        return new Message(
                "p", "g", new Message.Recipient("سعيد", "s@example.org", null, "l"), "ar", "دعوة", "مرحبا", files);
    }

    @Test
    void aDomainInAnyScriptIsPutIntoAscii() throws Exception {
        var message = new Message(
                "p",
                "g",
                new Message.Recipient("سعيد", "said@تعاونية.المغرب", null, "l"),
                "ar",
                "دعوة",
                "مرحبا",
                List.of());
        assertThat(message.to().hasMail()).isTrue();
        var mime = OutboxTest.parse(composer.compose(message, "<fixed@dawra.example>", null));
        assertThat(((InternetAddress) mime.getAllRecipients()[0]).getAddress())
                .isEqualTo("said@xn--mgbeb4d6clp.xn--mgbc0a9azcg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@example.org", "first.last+tag@sub.example.ma", "x@sample.invalid"})
    void anAddressIsDeliverable(String address) {
        assertThat(Message.isDeliverable(address)).isTrue();
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
                "سعيد@example.org",
                "a@b@c.org",
                "a@example",
                "a@exa mple.org",
                "a@-.org",
                "\"a b\"@c.org",
                "a@b.org\u0000",
                "a@b.org\u202E"
            })
    void whatIsNoAddressIsNot(String address) {
        assertThat(Message.isDeliverable(address)).isFalse();
    }

    private MimeMessage compose(String subject, String name, String text) throws Exception {
        var message = new Message(
                "p", "g", new Message.Recipient(name, "s@example.org", null, "l"), "ar", subject, text, List.of());
        return OutboxTest.parse(composer.compose(message, "<fixed@dawra.example>", null));
    }
}
