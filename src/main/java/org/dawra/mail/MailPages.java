package org.dawra.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The messages of the installation, for the programme manager: what was sent, what waits, what failed. */
@Controller
@RequestMapping("/mail")
class MailPages {

    private static final int PAGE = 25;
    private static final int GROUPS = 30;
    private static final String MAY_RESEND = "programme-manager";

    /** Who reads whole messages. Others see that there was one: whoever sees a personal link can act in a person's name. */
    private static final List<String> MAY_READ_TEXTS = List.of(MAY_RESEND, "president");

    private final OutboxRows rows;
    private final MailWork work;
    private final MailServer server;
    private final Session session = Session.getInstance(new Properties());

    MailPages(OutboxRows rows, MailWork work, MailServer server) {
        this.rows = rows;
        this.work = work;
        this.server = server;
    }

    /** A message as the pages show it; what was erased is empty. */
    record Shown(
            OutboxRows.Row row,
            String to,
            String address,
            String subject,
            String text,
            List<Attached> attachments,
            @Nullable String whatsApp) {

        Shown withoutText() {
            return new Shown(row, to, address, subject, "", attachments, null);
        }
    }

    /** A file that goes with a message. */
    record Attached(String name, int kilobytes) {}

    /** Counts of one group; {@code purpose} says in words what its messages are for. */
    record GroupLine(String group, String purpose, Map<MessageState, Long> states) {

        /** How many messages of the group are in a state. */
        public long in(String state) {
            return states.getOrDefault(MessageState.valueOf(state), 0L);
        }
    }

    @GetMapping
    String list(
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var wanted = group == null || group.isBlank() ? null : group;
        var count = rows.count(state, wanted);
        var pages = (int) Math.max(1, (count + PAGE - 1) / PAGE);
        var at = Math.min(Math.max(page, 0), pages - 1);
        var groups = rows.groups();
        Map<MessageState, Long> totals = new EnumMap<>(MessageState.class);
        groups.values().forEach(states -> states.forEach((s, n) -> totals.merge(s, n, Long::sum)));
        model.addAttribute("totals", totals);
        model.addAttribute(
                "groups",
                groups.entrySet().stream()
                        .limit(GROUPS)
                        .map(e -> new GroupLine(
                                e.getKey(),
                                work.purpose(
                                        e.getKey(), ChosenLanguage.current().locale()),
                                e.getValue()))
                        .toList());
        model.addAttribute("states", MessageState.values());
        model.addAttribute("state", state);
        model.addAttribute("group", wanted);
        model.addAttribute("count", count);
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("path", path(state, wanted));
        model.addAttribute(
                "messages",
                rows.page(state, wanted, at * PAGE, PAGE).stream()
                        .map(this::shown)
                        .toList());
        model.addAttribute("toFiles", !server.isConfigured());
        model.addAttribute("work", work.standing());
        model.addAttribute("mayPause", request.isUserInRole(MAY_RESEND));
        return "mail/list";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, HttpServletRequest request, Model model) {
        var row = rows.find(id).orElseThrow(NoSuchElementException::new);
        var shown = shown(row);
        model.addAttribute(
                "message", MAY_READ_TEXTS.stream().anyMatch(request::isUserInRole) ? shown : shown.withoutText());
        model.addAttribute("mayResend", row.mayBeResent() && request.isUserInRole(MAY_RESEND));
        return "mail/message";
    }

    @PostMapping("/{id}/resend")
    String resend(@PathVariable long id, Principal who, HttpServletRequest request, RedirectAttributes after) {
        if (!request.isUserInRole(MAY_RESEND)) {
            throw new NoSuchElementException("out of reach");
        }
        var row = rows.find(id).orElseThrow(NoSuchElementException::new);
        after.addFlashAttribute("resent", rows.resend(row.id(), who.getName()));
        return "redirect:/mail/" + row.id();
    }

    private static String path(@Nullable MessageState state, @Nullable String group) {
        var path = UriComponentsBuilder.fromPath("/mail");
        if (state != null) {
            path.queryParam("state", state);
        }
        if (group != null) {
            path.queryParam("group", "{group}");
            return path.encode().buildAndExpand(group).toUriString();
        }
        return path.toUriString();
    }

    private Shown shown(OutboxRows.Row row) {
        var bytes = row.bytes();
        if (bytes == null) {
            return new Shown(row, "", "", "", "", List.of(), null);
        }
        if (row.channel() == OutboxRows.Channel.HAND) {
            var note = HandNote.of(bytes);
            var phone = note.phone();
            return new Shown(
                    row,
                    note.name(),
                    phone == null ? "" : "+" + phone,
                    note.subject(),
                    note.text(),
                    List.of(),
                    note.whatsApp());
        }
        try {
            var mime = new MimeMessage(session, new ByteArrayInputStream(bytes));
            var to = Arrays.stream(mime.getAllRecipients())
                    .map(InternetAddress.class::cast)
                    .findFirst()
                    .orElseThrow();
            var name = to.getPersonal();
            var attachments = new ArrayList<Attached>();
            var text = text(mime, attachments);
            var subject = mime.getSubject();
            return new Shown(
                    row,
                    name == null ? "" : name,
                    to.getAddress(),
                    subject == null ? "" : subject,
                    text,
                    attachments,
                    null);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("Message " + row.id() + " cannot be read.", e);
        }
    }

    /** The plain text of a message; its attachments are counted on the way. */
    private static String text(Part part, List<Attached> attachments) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            var text = "";
            for (var i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                if (Part.ATTACHMENT.equals(inner.getDisposition())) {
                    var name = inner.getFileName();
                    attachments.add(new Attached(
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
