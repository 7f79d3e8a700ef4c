package org.dawra.mail;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** E-mail: composed once, sent over the configured server, or written as files without one and for sample addresses. */
@Component
@Order(10)
class EmailChannel implements SendingChannel {

    static final String NAME = "EMAIL";

    private static final Logger LOG = LoggerFactory.getLogger(EmailChannel.class);

    private final Composer composer;
    private final MailServer server;
    private final MailFiles files;
    private final Session session = Session.getInstance(new Properties());

    EmailChannel(Composer composer, MailServer server, MailFiles files) {
        this.composer = composer;
        this.server = server;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean reaches(Message.Recipient to) {
        return to.hasMail();
    }

    @Override
    public byte[] content(Message message, String messageId, @Nullable String declineLink) {
        return composer.compose(message, messageId, declineLink);
    }

    @Override
    public byte[] fill(byte[] content, String secret) {
        return Composer.fill(content, secret);
    }

    @Override
    public Line open(Duration longest) {
        var smtp = server.open(longest);
        return new Line() {
            @Override
            public Outcome send(long id, byte[] content) {
                var to = recipient(content);
                if (to == null) {
                    return new Outcome(Outcome.Kind.REFUSED, null);
                }
                return !server.isConfigured() || isInvented(to) ? files.write(id, content) : smtp.send(content, to);
            }

            @Override
            public void close() {
                smtp.close();
            }
        };
    }

    /** RFC 2606 reserves {@code .invalid}: sample persons have such addresses and are never sent to. */
    static boolean isInvented(Address to) {
        var address = to instanceof InternetAddress internet ? internet.getAddress() : to.toString();
        return address.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "").endsWith(".invalid");
    }

    private @Nullable Address recipient(byte[] content) {
        try {
            var all = parsed(content).getAllRecipients();
            return all == null || all.length == 0 ? null : all[0];
        } catch (MessagingException e) {
            return null;
        }
    }

    private MimeMessage parsed(byte[] content) throws MessagingException {
        return new MimeMessage(session, new ByteArrayInputStream(content));
    }

    @Override
    public Letter read(byte[] content) {
        try {
            var mime = parsed(content);
            var to = recipient(content) instanceof InternetAddress one ? one : new InternetAddress();
            var name = to.getPersonal();
            var address = to.getAddress();
            var attachments = new ArrayList<Letter.Attached>();
            var text = text(mime, attachments);
            var subject = mime.getSubject();
            return new Letter(
                    name == null ? "" : name,
                    address == null ? "" : address,
                    subject == null ? "" : subject,
                    text,
                    attachments);
        } catch (MessagingException | IOException e) {
            // The page that shows it shows others, too.
            LOG.warn("A message cannot be read: {}", e.getClass().getSimpleName());
            return Letter.ERASED;
        }
    }

    /** The plain text of a message; its attachments are counted on the way. */
    private static String text(Part part, List<Letter.Attached> attachments) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            var text = "";
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                if (Part.ATTACHMENT.equals(inner.getDisposition())) {
                    var name = inner.getFileName();
                    attachments.add(new Letter.Attached(
                            name == null ? "" : MimeUtility.decodeText(name),
                            (inner.getInputStream().readAllBytes().length + 1023) / 1024));
                } else if (text.isEmpty()) {
                    text = text(inner, attachments);
                }
            }
            return text;
        }
        return part.isMimeType("text/plain") && part.getContent() instanceof String plain ? plain : "";
    }
}
