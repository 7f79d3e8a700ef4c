package org.dawra.partnership;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.dawra.access.DraftButtons;
import org.dawra.access.Findings;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskPage;
import org.dawra.document.StoredDocument;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A party's own page: read, approve or ask for changes or decline, sign. Reached by personal link, or by login on a page
 * of the same looks. Reading never uses a link up: mail scanners and previews read too.
 */
@Controller
class PartyPages {

    private static final int UNPROCESSABLE = 422;

    /** Where on the page each decision's form stands. */
    private static final Map<String, String> ANCHORS =
            Map.of("APPROVE", "#approve", "CHANGES", "#changes", "DECLINE", "#decline");

    private final PartyDesk desk;
    private final Findings findings;
    private final Drafts drafts;
    private final DraftButtons buttons;

    PartyPages(PartyDesk desk, Findings findings, Drafts drafts, DraftButtons buttons) {
        this.desk = desk;
        this.findings = findings;
        this.drafts = drafts;
        this.buttons = buttons;
    }

    /** The routes of these pages, and where the officials' tasks are done. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        @Bean
        RouteRule agreementLinkRoutes() {
            return RouteRule.anyone(
                    "/agreements/{token}",
                    "/agreements/{token}/document",
                    "/agreements/{token}/decision",
                    "/agreements/{token}/signature");
        }

        @Bean
        RouteRule agreementPartyRoutes() {
            return RouteRule.roles(
                    Set.of(Role.PARTNER),
                    "/agreements/mine/{id}",
                    "/agreements/mine/{id}/document",
                    "/agreements/mine/{id}/decision",
                    "/agreements/mine/{id}/signature");
        }

        @Bean
        TaskPage reviewAgreementPage() {
            return page(PartnershipAgreement.REVIEW);
        }

        @Bean
        TaskPage signAgreementPage() {
            return page(PartnershipAgreement.SIGN);
        }

        private static TaskPage page(String element) {
            return TaskPage.of(PartnershipAgreement.KEY, element, task -> "/agreements/mine/" + task.businessKey());
        }
    }

    /** What was typed, so that a refused form keeps it. */
    record Typed(
            @Nullable String decision,
            @Nullable String comment,
            @Nullable String signing,
            @Nullable String function) {
        static final Typed NOTHING = new Typed(null, null, null, null);

        static Typed of(Drafts.Draft draft) {
            return new Typed(draft.text("decision"), draft.text("comment"), draft.text("signing"), null);
        }
    }

    @GetMapping("/agreements/{token}")
    String byLink(@PathVariable String token, Model model, HttpServletResponse response) {
        return show(linked(token), "/agreements/" + token, Typed.NOTHING, FormErrors.none(), model, response);
    }

    @GetMapping("/agreements/mine/{id}")
    String byLogin(@PathVariable long id, Actor actor, Model model, HttpServletResponse response) {
        return show(loggedIn(id, actor), "/agreements/mine/" + id, Typed.NOTHING, FormErrors.none(), model, response);
    }

    @GetMapping("/agreements/{token}/document")
    ResponseEntity<byte[]> documentByLink(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String download) {
        return file(desk.document(linked(token), version).orElseThrow(), download != null);
    }

    @GetMapping("/agreements/mine/{id}/document")
    ResponseEntity<byte[]> documentByLogin(
            @PathVariable long id,
            Actor actor,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable String download) {
        return file(desk.document(loggedIn(id, actor), version).orElseThrow(), download != null);
    }

    @PostMapping("/agreements/{token}/decision")
    String decideByLink(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return decide(linked(token), "/agreements/" + token, form, model, response);
    }

    @PostMapping("/agreements/mine/{id}/decision")
    String decideByLogin(
            @PathVariable long id,
            Actor actor,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return decide(loggedIn(id, actor), "/agreements/mine/" + id, form, model, response);
    }

    @PostMapping("/agreements/{token}/signature")
    String signByLink(
            @PathVariable String token,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return sign(linked(token), "/agreements/" + token, form, model, response);
    }

    @PostMapping("/agreements/mine/{id}/signature")
    String signByLogin(
            @PathVariable long id,
            Actor actor,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response) {
        return sign(loggedIn(id, actor), "/agreements/mine/" + id, form, model, response);
    }

    private String decide(
            PartyDesk.Visit visit, String path, Map<String, String> form, Model model, HttpServletResponse response) {
        var fields = only(form, "decision", "comment", "signing", "version");
        var typed = new Typed(form.get("decision"), form.get("comment"), form.get("signing"), null);
        var task = desk.task(visit, PartnershipAgreement.REVIEW);
        var wanted = form.getOrDefault(DraftButtons.NAME, "");
        try {
            if (task.isPresent() && buttons.pressed(wanted, task.get(), desk.actor(visit), fields)) {
                return "redirect:" + path + ANCHORS.getOrDefault(form.get("decision"), "#now");
            }
        } catch (Refused refused) {
            response.setStatus(UNPROCESSABLE);
            return show(visit, path, typed, findings.of(refused), model, response);
        }
        return submit(visit, path, PartnershipAgreement.REVIEW, fields, typed, model, response);
    }

    private String sign(
            PartyDesk.Visit visit, String path, Map<String, String> form, Model model, HttpServletResponse response) {
        var fields = only(form, "function", "consent", "fingerprint");
        var typed = new Typed(null, null, null, form.get("function"));
        return submit(visit, path, PartnershipAgreement.SIGN, fields, typed, model, response);
    }

    private String submit(
            PartyDesk.Visit visit,
            String path,
            String element,
            Map<String, String> fields,
            Typed typed,
            Model model,
            HttpServletResponse response) {
        try {
            desk.submit(visit, element, fields);
        } catch (Refused refused) {
            response.setStatus(UNPROCESSABLE);
            return show(visit, path, typed, findings.of(refused), model, response);
        } catch (HumanTasks.NoSuchTask alreadyDone) {
            // A second click, or a page that stood open while things moved on: the page shows where they stand now.
            return "redirect:" + path + "?already#now";
        }
        return "redirect:" + path + "#now";
    }

    private String show(
            PartyDesk.Visit visit,
            String path,
            Typed typed,
            FormErrors errors,
            Model model,
            HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        model.addAttribute("view", desk.view(visit));
        model.addAttribute("path", path);
        var draft = desk.task(visit, PartnershipAgreement.REVIEW)
                .flatMap(task -> drafts.find(task.id(), desk.actor(visit)));
        model.addAttribute(DraftButtons.NAME, draft.map(Drafts.Draft::savedAt).orElse(null));
        model.addAttribute(
                "typed", typed == Typed.NOTHING ? draft.map(Typed::of).orElse(typed) : typed);
        model.addAttribute("errors", errors);
        return "partnership/party";
    }

    private PartyDesk.Visit linked(String token) {
        return desk.byToken(token).orElseThrow(NoSuchElementException::new);
    }

    private PartyDesk.Visit loggedIn(long id, Actor actor) {
        return desk.byLogin(id, actor).orElseThrow(NoSuchElementException::new);
    }

    private static Map<String, String> only(Map<String, String> form, String... names) {
        var fields = new LinkedHashMap<String, String>();
        for (var name : names) {
            var text = form.get(name);
            if (text != null) {
                fields.put(name, text);
            }
        }
        return fields;
    }

    static ResponseEntity<byte[]> file(StoredDocument document, boolean download) {
        var bytes = document.bytes();
        if (bytes == null) {
            throw new NoSuchElementException("erased");
        }
        var disposition = (download ? ContentDisposition.attachment() : ContentDisposition.inline())
                .filename(document.fileName(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(document.mime()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Robots-Tag", "noindex, nofollow")
                .body(bytes);
    }
}
