package org.dawra.overview;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Findings;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.web.BulkWork;
import org.dawra.web.NavigationEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /progress/work}: what goes on by itself in thousands, how fast, how long still; the programme manager pauses it. */
@Controller
class WorkPage {

    static final String PATH = "/progress/work";

    private static final int LONGEST_REASON = 300;
    private static final Set<Role> PAUSING = Set.of(Role.PROGRAMME_MANAGER);

    private final ObjectProvider<BulkWork> works;
    private final Findings findings;
    private final AuditTrail audit;

    WorkPage(ObjectProvider<BulkWork> works, Findings findings, AuditTrail audit) {
        this.works = works;
        this.findings = findings;
        this.audit = audit;
    }

    /** Whoever watches the progress sees it; the programme manager alone pauses. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        @Bean
        RouteRule workRoute() {
            return RouteRule.roles(OverviewRoutes.WATCHING, PATH);
        }

        @Bean
        RouteRule workDeedRoutes() {
            return RouteRule.roles(PAUSING, PATH + "/pause", PATH + "/resume");
        }

        @Bean
        NavigationEntry workNavigation() {
            return new NavigationEntry(
                    "overview.work.title",
                    PATH,
                    OverviewRoutes.WATCHING.stream().map(Role::group).collect(Collectors.toSet()),
                    65);
        }
    }

    /** A kind of work on the page. */
    record Kind(String id, BulkWork.Standing standing) {}

    @GetMapping(PATH)
    String page(Actor actor, Model model) {
        var kinds = works.orderedStream()
                .map(work -> new Kind(work.id(), work.standing()))
                .toList();
        model.addAttribute("kinds", kinds);
        model.addAttribute(
                "live", kinds.stream().anyMatch(kind -> kind.standing().isRunning()));
        model.addAttribute("mayPause", PAUSING.stream().anyMatch(role -> actor.in(role.group())));
        return "overview/work";
    }

    @PostMapping(PATH + "/pause")
    @Transactional
    public String pause(
            @RequestParam String what,
            @RequestParam(defaultValue = "") String reason,
            Actor actor,
            RedirectAttributes after) {
        Reach.requireOneOf(actor, PAUSING);
        var work = find(what);
        try {
            work.pause(Fields.of(Map.of("reason", reason)).text("reason", LONGEST_REASON), actor.userId());
            audit.record(actor.userId(), "work.paused", "work:" + what);
            after.addFlashAttribute("done", "overview.work.paused");
        } catch (Refused refused) {
            after.addFlashAttribute("refusedKind", what);
            after.addFlashAttribute("typed", reason);
            after.addFlashAttribute("errors", findings.of(refused));
        }
        return "redirect:" + PATH + "#work-" + what;
    }

    @PostMapping(PATH + "/resume")
    @Transactional
    public String resume(@RequestParam String what, Actor actor, RedirectAttributes after) {
        Reach.requireOneOf(actor, PAUSING);
        find(what).resume(actor.userId());
        audit.record(actor.userId(), "work.resumed", "work:" + what);
        after.addFlashAttribute("done", "overview.work.resumed");
        return "redirect:" + PATH + "#work-" + what;
    }

    private BulkWork find(String id) {
        return works.stream()
                .filter(work -> work.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such work"));
    }
}
