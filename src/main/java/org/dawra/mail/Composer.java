package org.dawra.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
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
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

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

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String from;
    private final String fromName;
    private final String host;
    private final Clock clock;
    private final Session session = Session.getInstance(new Properties());

    Composer(
            @Value("${dawra.mail.from:}") String from,
            @Value("${dawra.mail.from-name:Dawra}") String fromName,
            PublicUrl publicUrl,
            Clock clock) {
        var named = URI.create(publicUrl.of("/")).getHost();
        this.host = named == null || !named.contains(".") ? "dawra.invalid" : named;
        this.from = from.isBlank() ? "dawra@" + host : from;
        this.fromName = oneLine(fromName);
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

    /** Whether mail can be sent to this address at all; what cannot be an address counts as none. */
    static boolean isDeliverable(@Nullable String email) {
        if (email == null
                || email.length() > 254
                || !email.chars().allMatch(c -> c > ' ' && c < 127)
                || email.indexOf('@') < 1) {
            return false;
        }
        try {
            new InternetAddress(email, true).validate();
            return email.matches("[^<>(),;:\\\\\"\\[\\]]+");
        } catch (AddressException e) {
            return false;
        }
    }

    byte[] compose(Message message, String messageId) {
        try {
            var mime = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", messageId);
                }
            };
            var email = message.to().email();
            if (email == null) {
                throw new IllegalArgumentException("a message without an address is not mailed");
            }
            mime.setFrom(new InternetAddress(from, fromName, UTF_8));
            mime.setRecipient(
                    jakarta.mail.Message.RecipientType.TO,
                    new InternetAddress(email, oneLine(message.to().name()), UTF_8));
            mime.setSubject(oneLine(message.subject()), UTF_8);
            mime.setSentDate(Date.from(clock.instant()));
            mime.setHeader("Content-Language", message.language());
            mime.setHeader("Auto-Submitted", "auto-generated");
            mime.setContent(body(message));
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

    private static MimeMultipart body(Message message) throws MessagingException, UnsupportedEncodingException {
        var plain = new MimeBodyPart();
        plain.setText(message.text(), UTF_8, "plain");
        plain.setHeader("Content-Transfer-Encoding", "base64");
        var html = new MimeBodyPart();
        html.setText(html(message), UTF_8, "html");
        html.setHeader("Content-Transfer-Encoding", "base64");
        var alternatives = new MimeMultipart("alternative", plain, html);
        if (message.attachments().isEmpty()) {
            return alternatives;
        }
        var text = new MimeBodyPart();
        text.setContent(alternatives);
        var mixed = new MimeMultipart("mixed", text);
        for (var attachment : message.attachments()) {
            var part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(attachment.bytes(), oneLine(attachment.mime()))));
            part.setFileName(oneLine(attachment.fileName()));
            part.setDisposition(Part.ATTACHMENT);
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    /** The text once more for readers of mail that show plain Arabic text from left to right. */
    private static String html(Message message) {
        var direction = "ar".equals(message.language()) ? Language.AR.direction() : Language.FR.direction();
        var escaped = HtmlUtils.htmlEscape(message.text(), UTF_8);
        var linked = LINK.matcher(escaped)
                .replaceAll(match -> Matcher.quoteReplacement(
                        "<a dir=\"ltr\" href=\"" + match.group() + "\">" + match.group() + "</a>"));
        return "<!DOCTYPE html>\n<html lang=\"" + message.language() + "\" dir=\"" + direction + "\">"
                + "<head><meta charset=\"utf-8\"><title>" + HtmlUtils.htmlEscape(oneLine(message.subject()), UTF_8)
                + "</title></head>"
                + "<body style=\"font-family:Tahoma,Arial,sans-serif;font-size:16px;line-height:1.7;color:#1f2a27\">"
                + "<div dir=\"" + direction + "\" style=\"max-width:36em\">"
                + linked.replace("\r\n", "\n").replace("\n", "<br>\n")
                + "</div></body></html>\n";
    }

    /** A line break in a header would be another header. */
    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }
}
