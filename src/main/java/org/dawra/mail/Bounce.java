package org.dawra.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of a message that it had taken (RFC 3464). Anybody can write such a report; what it must know to be
 * believed is the Message-ID, whose random part only those know through whose hands the message went. Nothing else of it
 * counts but the status code.
 *
 * @param messageIds of messages it may be about, each with its angle brackets
 * @param tags random parts of Message-IDs that the address names to which it was sent
 * @param status of RFC 3463, as {@code 5.1.1}
 * @param given whether the server has given up; otherwise it goes on trying, or tells of something else
 */
record Bounce(Set<String> messageIds, Set<String> tags, String status, boolean given) {

    private static final Pattern STATUS = Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})\\b.*");
    private static final List<String> SENT_TO = List.of("Delivered-To", "X-Original-To", "To");
    private static final int DEEPEST = 4;

    /** Reads a report; empty for any other mail, an answer from a holiday among them. */
    static Optional<Bounce> read(MimeMessage mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report")) {
            return Optional.empty();
        }
        var status = new String[1];
        var ids = new LinkedHashSet<String>();
        var given = collect(mail, ids, status, 0);
        if (status[0] == null) {
            return Optional.empty();
        }
        var tags = new LinkedHashSet<String>();
        for (var name : SENT_TO) {
            var values = mail.getHeader(name);
            for (var value : values == null ? new String[0] : values) {
                ReturnPath.named(value).ifPresent(tags::add);
            }
        }
        return Optional.of(new Bounce(ids, tags, status[0], given));
    }

    private static boolean collect(Part part, Set<String> ids, @Nullable String[] status, int depth)
            throws MessagingException, IOException {
        if (depth > DEEPEST) {
            return false;
        }
        if (part.isMimeType("message/delivery-status")) {
            return readStatus(part.getInputStream(), status);
        }
        if (part.isMimeType("text/rfc822-headers")) {
            addId(new InternetHeaders(part.getInputStream()).getHeader("Message-ID", null), ids);
        } else if (part.isMimeType("message/rfc822") || part.isMimeType("message/global")) {
            if (part.getContent() instanceof MimeMessage returned) {
                addId(returned.getMessageID(), ids);
            }
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            var given = false;
            for (var i = 0; i < parts.getCount(); i++) {
                given |= collect(parts.getBodyPart(i), ids, status, depth + 1);
            }
            return given;
        }
        return false;
    }

    private static void addId(@Nullable String id, Set<String> ids) {
        if (id != null && id.length() <= 160) {
            ids.add(id.strip());
        }
    }

    /** One block of fields for the message, one for each recipient; ours have one. */
    private static boolean readStatus(InputStream in, @Nullable String[] status)
            throws MessagingException, IOException {
        var given = false;
        for (var block : blocks(in)) {
            var fields = new InternetHeaders(new ByteArrayInputStream(block.getBytes(StandardCharsets.UTF_8)));
            var action = fields.getHeader("Action", null);
            var code = fields.getHeader("Status", null);
            var match = STATUS.matcher(code == null ? "" : code.strip());
            if (action != null && match.matches()) {
                status[0] = match.group(1);
                given |= action.strip().toLowerCase(Locale.ROOT).startsWith("failed")
                        && !match.group(1).startsWith("2");
            }
        }
        return given;
    }

    private static List<String> blocks(InputStream in) throws IOException {
        var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        var blocks = new ArrayList<String>();
        for (var block : text.split("\n\\s*\n")) {
            if (!block.isBlank()) {
                blocks.add(block.strip() + "\n\n");
            }
        }
        return blocks;
    }
}
