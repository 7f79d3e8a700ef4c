package org.dawra.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationCount;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody has to tell people who have no address, or whom a mail did not reach: by WhatsApp, by telephone or on
 * paper; ticked when done. A list is named as the group whose members see it; the programme manager sees all.
 */
@Controller
@RequestMapping("/hand-over")
class HandOverPages {

    private static final int PAGE = 25;
    private static final String SEES_ALL = "programme-manager";

    private final OutboxRows rows;
    private final Outbox outbox;
    private final Channels channels;
    private final MailWork work;
    private final ObjectProvider<HandListName> names;

    HandOverPages(
            OutboxRows rows, Outbox outbox, Channels channels, MailWork work, ObjectProvider<HandListName> names) {
        this.rows = rows;
        this.outbox = outbox;
        this.channels = channels;
        this.work = work;
        this.names = names;
    }

    /** Mail that did not reach somebody is seen from every page of whoever is to call. */
    @Configuration(proxyBeanMethods = false)
    static class Counts {

        @Bean
        NavigationCount undeliveredMail(OutboxRows rows, HttpServletRequest request) {
            return new NavigationCount(
                    "/hand-over",
                    () -> rows.undeliveredByList().entrySet().stream()
                            .filter(list -> maySee(list.getKey(), request))
                            .mapToLong(Map.Entry::getValue)
                            .sum());
        }
    }

    /** A list one may see. */
    record Choice(String list, String name, int waiting, int ticked) {}

    /** A line; {@code failed} when it went by mail first and did not arrive. */
    record Line(HandLine hand, String about, String language, boolean failed) {}

    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable String list,
            @RequestParam(defaultValue = "false") boolean ticked,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var choices = choices(request);
        var chosen = choices.stream()
                .filter(choice -> list == null || choice.list().equals(list))
                .findFirst()
                .orElse(null);
        if (list != null && chosen == null && !maySee(list, request)) {
            throw new NoSuchElementException("out of reach");
        }
        model.addAttribute("choices", choices);
        model.addAttribute("chosen", chosen);
        model.addAttribute("ticked", ticked);
        if (chosen != null) {
            var count = ticked ? chosen.ticked() : chosen.waiting();
            var pages = Math.max(1, (count + PAGE - 1) / PAGE);
            var at = Math.min(Math.max(page, 0), pages - 1);
            model.addAttribute("page", at);
            model.addAttribute("pages", pages);
            model.addAttribute("path", path(chosen.list(), ticked));
            model.addAttribute(
                    "lines",
                    rows.handPage(chosen.list(), ticked, at * PAGE, PAGE).stream()
                            .map(this::line)
                            .toList());
        }
        return "mail/hand-over";
    }

    @PostMapping("/{id}")
    String tick(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "0") int page,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes after) {
        if (!maySee(list, request) || !outbox.handed(list, id, who.getName())) {
            throw new NoSuchElementException("out of reach");
        }
        after.addFlashAttribute("done", true);
        return "redirect:"
                + UriComponentsBuilder.fromUriString(path(list, false))
                        .queryParam("page", page)
                        .build();
    }

    private Line line(OutboxRows.Row row) {
        return new Line(
                HandLine.of(row, channels.named(row.channel())),
                work.purpose(row.group(), ChosenLanguage.current().locale()),
                row.language(),
                !row.channel().equals(HandChannel.NAME));
    }

    private List<Choice> choices(HttpServletRequest request) {
        return rows.handCounts().stream()
                .filter(count -> maySee(count.list(), request))
                .map(count -> new Choice(count.list(), name(count.list()), count.waiting(), count.ticked()))
                .toList();
    }

    private static boolean maySee(String list, HttpServletRequest request) {
        return request.isUserInRole(SEES_ALL) || request.isUserInRole(list);
    }

    private String name(String list) {
        return names.stream()
                .flatMap(known -> known.of(list, ChosenLanguage.current()).stream())
                .findFirst()
                .orElse(list);
    }

    private static String path(String list, boolean ticked) {
        var path = UriComponentsBuilder.fromPath("/hand-over").queryParam("list", "{list}");
        if (ticked) {
            path.queryParam("ticked", true);
        }
        return path.encode().buildAndExpand(list).toUriString();
    }
}
