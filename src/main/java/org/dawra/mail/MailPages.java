package org.dawra.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.audit.AuditTrail;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
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
    private static final int MOST_FOUND = 50;
    private static final int LONGEST_REASON = 300;
    private static final String MAY_RESEND = "programme-manager";

    /** Who reads whole messages. Others see that there was one: whoever sees a personal link can act in a person's name. */
    private static final List<String> MAY_READ_TEXTS = List.of(MAY_RESEND, "president");

    private final OutboxRows rows;
    private final Channels channels;
    private final MailWork work;
    private final MailServer server;
    private final Breaker breaker;
    private final ObjectProvider<BounceBox> boxes;
    private final AuditTrail audit;
    private final MessageSource texts;

    MailPages(
            OutboxRows rows,
            Channels channels,
            MailWork work,
            MailServer server,
            Breaker breaker,
            ObjectProvider<BounceBox> boxes,
            AuditTrail audit,
            MessageSource texts) {
        this.rows = rows;
        this.channels = channels;
        this.work = work;
        this.server = server;
        this.breaker = breaker;
        this.boxes = boxes;
        this.audit = audit;
        this.texts = texts;
    }

    /** A message as the pages show it; what was erased is empty. */
    record Shown(
            OutboxRows.Row row, Letter letter, @Nullable String whatsApp) {}

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
        model.addAttribute(
                "silence",
                channels.sending().stream()
                        .flatMap(channel -> breaker.current(channel.name()).stream())
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "boxFailing",
                boxes.stream()
                        .flatMap(box -> box.failingSince().stream())
                        .findFirst()
                        .orElse(null));
        model.addAttribute("work", work.standing());
        model.addAttribute("mayManage", request.isUserInRole(MAY_RESEND));
        return "mail/list";
    }

    /** Whoever changes the language on the page of what was found asks without the form. */
    @GetMapping("/search")
    String search() {
        return "redirect:/mail";
    }

    /** By form, so that nobody's name stands in an address, a browser's history or a proxy's log. */
    @PostMapping("/search")
    String search(@RequestParam(defaultValue = "") String who, HttpServletRequest request, Model model) {
        mustManage(request);
        var words = SearchWords.of(who);
        var found = words.isEmpty() ? List.<OutboxRows.Row>of() : rows.search(words, MOST_FOUND + 1);
        model.addAttribute("who", who);
        model.addAttribute("tooShort", words.isEmpty());
        model.addAttribute("tooMany", found.size() > MOST_FOUND);
        model.addAttribute("most", MOST_FOUND);
        model.addAttribute(
                "messages", found.stream().limit(MOST_FOUND).map(this::shown).toList());
        return "mail/search";
    }

    /** The server is said to be back. */
    @PostMapping("/probe")
    String probe(HttpServletRequest request) {
        mustManage(request);
        channels.sending().forEach(channel -> breaker.probeNow(channel.name()));
        return "redirect:/mail";
    }

    @GetMapping("/{id}")
    String one(@PathVariable long id, HttpServletRequest request, Model model) {
        one(rows.find(id).orElseThrow(NoSuchElementException::new), request, model, "", FormErrors.none());
        return "mail/message";
    }

    private void one(OutboxRows.Row row, HttpServletRequest request, Model model, String reason, FormErrors errors) {
        var shown = shown(row);
        var manages = request.isUserInRole(MAY_RESEND);
        model.addAttribute(
                "message",
                MAY_READ_TEXTS.stream().anyMatch(request::isUserInRole)
                        ? shown
                        : new Shown(row, shown.letter().withoutText(), null));
        model.addAttribute("mayResend", row.mayBeResent() && manages);
        model.addAttribute("resends", manages ? rows.resent(row.id()) : List.of());
        model.addAttribute("reason", reason);
        model.addAttribute("errors", errors);
    }

    @PostMapping("/{id}/resend")
    @Transactional
    public String resend(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        mustManage(request);
        var row = rows.find(id).orElseThrow(NoSuchElementException::new);
        var why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            var key = why.isEmpty() ? "mail.resend.reasonMissing" : "mail.resend.reasonLong";
            var text = texts.getMessage(
                    key, new Object[] {LONGEST_REASON}, ChosenLanguage.current().locale());
            one(row, request, model, reason, FormErrors.of("reason", text));
            return "mail/message";
        }
        var again = rows.resend(row.id(), why, who.getName());
        if (again) {
            audit.record(who.getName(), "mail.resent", "mail:" + row.id());
        }
        after.addFlashAttribute("resent", again);
        return "redirect:/mail/" + row.id();
    }

    private static void mustManage(HttpServletRequest request) {
        if (!request.isUserInRole(MAY_RESEND)) {
            throw new NoSuchElementException("out of reach");
        }
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
            return new Shown(row, Letter.ERASED, null);
        }
        var channel = channels.named(row.channel());
        return new Shown(
                row,
                channel.read(bytes),
                channel instanceof SendingChannel
                        ? null
                        : HandLine.of(row, channel).whatsApp());
    }
}
