package org.dawra.overview;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.CurrentActor;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.engine.Actor;
import org.dawra.engine.FailedSteps;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.mail.Undelivered;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationCount;
import org.dawra.web.NavigationEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /failures}: which automatic steps failed, what was not harmed by it, and the way on. */
@Controller
class FailuresPage {

    private static final String TRIED = FailuresPage.class.getName() + ".tried";
    private static final String SECONDS_TO_LOOK_AGAIN = "2";

    private final FailedSteps steps;
    private final FailureDesk desk;
    private final FailureWords words;
    private final FailureSubjects subjects;
    private final Undelivered undelivered;
    private final CurrentActor current;
    private final Clock clock;

    FailuresPage(
            FailedSteps steps,
            FailureDesk desk,
            FailureWords words,
            FailureSubjects subjects,
            Undelivered undelivered,
            CurrentActor current,
            Clock clock) {
        this.steps = steps;
        this.desk = desk;
        this.words = words;
        this.subjects = subjects;
        this.undelivered = undelivered;
        this.current = current;
        this.clock = clock;
    }

    /** Who may look, and who has a step tried again. */
    @Configuration(proxyBeanMethods = false)
    static class Routes {

        private static final Set<Role> READERS =
                Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR, Role.ADMINISTRATOR);

        @Bean
        RouteRule failuresRoute() {
            return RouteRule.roles(READERS, "/failures");
        }

        @Bean
        RouteRule retryRoute() {
            return RouteRule.roles(FailureDesk.RETRYING, "/failures/retry");
        }

        @Bean
        NavigationEntry failuresNavigation() {
            return new NavigationEntry(
                    "failure.title",
                    "/failures",
                    READERS.stream().map(Role::group).collect(Collectors.toSet()),
                    82);
        }

        @Bean
        NavigationCount failuresCount(FailedSteps steps) {
            return new NavigationCount("/failures", steps::waiting);
        }
    }

    /** A failed step on the page. */
    record Failure(
            FailedStep step,
            FailureWords.Told told,
            FailureSubjects.Subject subject,
            String kind,
            long tries,
            boolean now) {

        /** For whoever looks after the installation: where it happened, and what names nobody of how. */
        public String detail() {
            return step.processKey() + "/" + step.element() + "\n" + step.step() + "\n\n"
                    + step.fault().text();
        }
    }

    /** What somebody has had tried again in this session. */
    record Tried(String step, String name) implements Serializable {}

    /** What became of it. */
    record Outcome(FailedSteps.Standing standing, String name) {}

    @GetMapping("/failures")
    String list(Model model, HttpServletRequest request, HttpServletResponse response) {
        var actor = current.require();
        var asked = desk.asked();
        var all = steps.all().stream()
                .map(step -> failure(step, actor, FailureDesk.tries(step, asked)))
                .toList();
        model.addAttribute(
                "failures", all.stream().filter(f -> f.step().givenUp()).toList());
        model.addAttribute(
                "trying", all.stream().filter(f -> !f.step().givenUp()).toList());
        model.addAttribute("mayRetry", actor.in(Role.PROGRAMME_MANAGER.group()));
        model.addAttribute("seesMail", !actor.in(Role.ADMINISTRATOR.group()));
        model.addAttribute("mailFailed", undelivered.failed());
        model.addAttribute("mailUnknown", undelivered.unknown());
        var outcome = outcome(request.getSession(false));
        model.addAttribute("outcome", outcome);
        if (outcome != null && outcome.standing() == FailedSteps.Standing.BEING_TRIED) {
            response.setHeader("Refresh", SECONDS_TO_LOOK_AGAIN);
        }
        return "overview/failures";
    }

    @PostMapping("/failures/retry")
    String retry(@RequestParam(defaultValue = "") String failure, HttpSession session) {
        var locale = ChosenLanguage.current().locale();
        session.setAttribute(
                TRIED,
                desk.retry(failure, current.require())
                        .map(step -> new Tried(step.step(), words.name(step, locale)))
                        .orElse(new Tried("", "")));
        return "redirect:/failures";
    }

    /** Told until the step has passed or failed once more. */
    private @Nullable Outcome outcome(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(TRIED) instanceof Tried tried)) {
            return null;
        }
        if (tried.step().isEmpty()) {
            session.removeAttribute(TRIED);
            return new Outcome(FailedSteps.Standing.PASSED, "");
        }
        var standing = steps.standing(tried.step());
        if (standing != FailedSteps.Standing.BEING_TRIED) {
            session.removeAttribute(TRIED);
        }
        return new Outcome(standing, tried.name());
    }

    /** The administrator looks after the installation and sees no programme data: which step, but not about whom. */
    private Failure failure(FailedStep step, Actor actor, long tries) {
        var subject = actor.in(Role.ADMINISTRATOR.group()) ? FailureSubjects.Subject.UNKNOWN : subjects.of(step);
        var opensAll = actor.in(Role.PROGRAMME_MANAGER.group()) || Reach.readsAll(actor);
        return new Failure(
                step,
                words.tell(step, subject.issued(), ChosenLanguage.current().locale()),
                opensAll ? subject : subject.withoutPage(),
                FailureKind.of(step.fault()).name(),
                tries,
                !Objects.requireNonNullElse(step.nextTry(), Instant.MAX).isAfter(clock.instant()));
    }
}
