package org.dawra.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;

/** Writes the whole MIME message once, when it is planned; every attempt sends the same bytes with the same Message-ID. */
@Component
class Composer {

    static {
        // Jakarta Mail otherwise searches the whole class path for its streams at every part of every message, which
        // took
        // nine tenths of the time.
        if (System.getProperty(StreamProvider.class.getName()) == null) {
            System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
        }
    }

    /** What no line of text has: controls of both sets, separators of lines, half characters and what is none. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\uFDD0-\\uFDEF\\uFFFE\\uFFFF]+");

    /** A name may not turn round what stands beside it: marks, embeddings and isolates of direction. */
    private static final Pattern TURNING = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    /** RFC 5322 allows 998 octets a line, and a name of Latin letters without a space is not folded. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_FILE_NAME = 60;
    private static final int LONGEST_ENDING = 6;
    private static final Pattern MIME = Pattern.compile("[a-zA-Z0-9]+/[a-zA-Z0-9.+-]+");

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String from;
    private final String fromName;

    /** Found with the first message: whoever knows the name may need the outbox to be made. */
    private final SingletonSupplier<List<SenderName>> senders;

    private final String host;
    private final long attachUpTo;
    private final MessageSource texts;
    private final Clock clock;
    private final Session session = Session.getInstance(new Properties());

    Composer(
            @Value("${dawra.mail.from:}") String from,
            @Value("${dawra.mail.from-name:}") String fromName,
            ObjectProvider<SenderName> senders,
            @Value("${dawra.mail.attach-up-to:5MB}") DataSize attachUpTo,
            PublicUrl publicUrl,
            MessageSource texts,
            Clock clock) {
        var named = URI.create(publicUrl.of("/")).getHost();
        this.host = named == null || !named.contains(".") ? "dawra.invalid" : named;
        this.from = from.isBlank() ? "dawra@" + host : from;
        this.fromName = oneLine(fromName);
        this.senders = SingletonSupplier.of(() -> senders.stream().toList());
        this.attachUpTo = attachUpTo.toBytes();
        this.texts = texts;
        this.clock = clock;
    }

    /** A Message-ID of our own, which every attempt keeps. */
    String newMessageId() {
        return messageId(UUID.randomUUID().toString());
    }

    /** The Message-ID with this random part. */
    String messageId(String random) {
        return "<" + random + "@" + host + ">";
    }

    /** @param declineLink where further mail of the kind is declined, or null */
    byte[] compose(Message message, String messageId, @Nullable String declineLink) {
        try {
            var language = Language.of(Locale.forLanguageTag(message.language()));
            var mime = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", messageId);
                }
            };
            var email = MailAddress.of(message.to().email())
                    .orElseThrow(() -> new IllegalArgumentException("a message without an address is not mailed"));
            var sender = sender(language);
            mime.setFrom(new InternetAddress(from, sender, UTF_8));
            mime.setRecipient(
                    jakarta.mail.Message.RecipientType.TO,
                    new InternetAddress(email, oneLine(message.to().name()), UTF_8));
            mime.setSubject(oneLine(message.subject()), UTF_8);
            mime.setSentDate(Date.from(clock.instant()));
            mime.setHeader("Content-Language", language.code());
            mime.setHeader("Auto-Submitted", "auto-generated");
            if (declineLink != null) {
                mime.setHeader("List-Unsubscribe", "<" + declineLink + ">");
                if (declineLink.startsWith("https://")) {
                    mime.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
                }
            }
            mime.setContent(body(message, language, sender, declineLink));
            mime.saveChanges();
            var bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A message could not be composed.", e);
        }
    }

    /** The same message with its secret in the place kept for it. */
    static byte[] fill(byte[] composed, String secret) {
        try {
            var mime = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(composed)) {
                @Override
                protected void updateMessageID() {
                    // It keeps the one it was planned with.
                }
            };
            fill(mime, secret);
            mime.saveChanges();
            var bytes = new ByteArrayOutputStream();
            mime.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A message could not be filled.", e);
        }
    }

    private static void fill(Part part, String secret) throws MessagingException, IOException {
        if (part.getContent() instanceof MimeMultipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                fill(parts.getBodyPart(i), secret);
            }
        } else if (part instanceof MimeBodyPart body && body.getContent() instanceof String text) {
            body.setText(
                    text.replace(SecretText.PLACE, secret), UTF_8, body.isMimeType("text/html") ? "html" : "plain");
            body.setHeader("Content-Transfer-Encoding", "base64");
        }
    }

    private MimeMultipart body(Message message, Language language, String sender, @Nullable String declineLink)
            throws MessagingException, UnsupportedEncodingException {
        var attached = attached(message);
        var text = text(message, attached);
        var decline = decline(language, declineLink);
        var plain = new MimeBodyPart();
        plain.setText(decline == null ? text : text.stripTrailing() + "\n\n-- \n" + decline + "\n", UTF_8, "plain");
        plain.setHeader("Content-Transfer-Encoding", "base64");
        var html = new MimeBodyPart();
        html.setText(html(message, language, sender, text, decline), UTF_8, "html");
        html.setHeader("Content-Transfer-Encoding", "base64");
        var alternatives = new MimeMultipart("alternative", plain, html);
        if (attached.isEmpty()) {
            return alternatives;
        }
        var words = new MimeBodyPart();
        words.setContent(alternatives);
        var mixed = new MimeMultipart("mixed", words);
        for (var attachment : attached) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), mime(attachment.mime()))));
            part.setFileName(fileName(attachment.fileName()));
            part.setDisposition(Part.ATTACHMENT);
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    private static String text(Message message, List<Message.Attachment> attached) {
        var text = new StringBuilder(message.text());
        message.attachments().stream()
                .filter(attachment -> !attached.contains(attachment))
                .forEach(attachment -> text.append("\n\n")
                        .append(fileName(attachment.fileName()))
                        .append(":\n")
                        .append(attachment.link()));
        return text.toString();
    }

    private @Nullable String decline(Language language, @Nullable String link) {
        return link == null ? null : texts.getMessage("mail.decline.footer", new Object[] {link}, language.locale());
    }

    private static String html(
            Message message, Language language, String sender, String text, @Nullable String decline) {
        return LetterHtml.of(language, oneLine(message.subject()), text, sender, decline);
    }

    /** Whose mail it is: what is configured, else the network in the reader's language, else the product. */
    private String sender(Language language) {
        return fromName.isEmpty()
                ? senders.obtain().stream()
                        .flatMap(known -> known.in(language).stream())
                        .map(Composer::oneLine)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElseGet(() -> texts.getMessage("web.product", null, language.locale()))
                : fromName;
    }

    /** The HTML part alone. */
    String html(Message message, @Nullable String declineLink) {
        var language = Language.of(Locale.forLanguageTag(message.language()));
        var text = text(message, attached(message));
        return html(message, language, sender(language), text, decline(language, declineLink));
    }

    /** The files that travel with the message; while all together are too large, the largest is linked to instead. */
    private List<Message.Attachment> attached(Message message) {
        var attached = new ArrayList<>(message.attachments());
        while (attached.stream().mapToLong(file -> file.bytes().length).sum() > attachUpTo) {
            var largest = attached.stream()
                    .filter(file -> file.link() != null)
                    .max(Comparator.comparingInt(file -> file.bytes().length))
                    .orElse(null);
            if (largest == null) {
                break;
            }
            attached.remove(largest);
        }
        return attached;
    }

    private static String mime(String mime) {
        return MIME.matcher(mime).matches() ? mime : "application/octet-stream";
    }

    /** Encoded, a name takes up to twelve letters for each of its own, all on one line; its ending says what it is. */
    private static String fileName(String name) {
        var line = clean(name.replaceAll("[/\\\\]", " "));
        var dot = line.lastIndexOf('.');
        var ending = dot > 0 && line.length() - dot <= LONGEST_ENDING ? line.substring(dot) : "";
        return cut(line.substring(0, line.length() - ending.length()), LONGEST_FILE_NAME) + ending;
    }

    /** A line break in a header would be another header. */
    private static String oneLine(String text) {
        return cut(clean(text), LONGEST_NAME);
    }

    private static String clean(String text) {
        return TURNING.matcher(CONTROLS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }

    private static String cut(String line, int longest) {
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest)).strip();
    }
}
