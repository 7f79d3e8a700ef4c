package org.dawra.followup;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Findings;
import org.dawra.access.Role;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.engine.TaskSteering;
import org.dawra.mail.Message;
import org.dawra.web.FormErrors;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Everything that waits for somebody, and one task with what can be done about it. */
@Controller
@RequestMapping("/tasks")
class TaskPages {

    private static final int PAGE = 50;

    private final HumanTasks tasks;
    private final TaskSteering steering;
    private final FollowUp followUp;
    private final TaskDeeds deeds;
    private final TaskWords words;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final YearClock year;
    private final Letters letters;
    private final Formats formats;
    private final Findings findings;
    private final Clock clock;

    TaskPages(
            HumanTasks tasks,
            TaskSteering steering,
            FollowUp followUp,
            TaskDeeds deeds,
            TaskWords words,
            TrainingCycles cycles,
            Accounts accounts,
            YearClock year,
            Letters letters,
            Formats formats,
            Findings findings,
            Clock clock) {
        this.tasks = tasks;
        this.steering = steering;
        this.followUp = followUp;
        this.deeds = deeds;
        this.words = words;
        this.cycles = cycles;
        this.accounts = accounts;
        this.year = year;
        this.letters = letters;
        this.formats = formats;
        this.findings = findings;
        this.clock = clock;
    }

    /** A row of the list. */
    record Line(
            HumanTask task,
            String name,
            String about,
            List<Holder> holders,
            String duty,
            boolean late,
            @Nullable Instant nudged) {}

    /** One who has the task; {@code call} leads to the telephone where no mail can be sent, for those who may call. */
    record Holder(
            String name,
            boolean reachable,
            @Nullable String call,
            @Nullable String phone) {}

    /** A deed as the history shows it. */
    record Past(
            String kind,
            String by,
            String to,
            @Nullable Instant due,
            @Nullable String reason,
            Instant at) {}

    /** What the list is narrowed to. */
    record Query(
            boolean late,
            @Nullable Role role,
            @Nullable String province,
            @Nullable String cycle) {}

    @GetMapping
    String list(
            Actor me,
            @RequestParam(defaultValue = "false") boolean late,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable String province,
            @RequestParam(required = false) @Nullable String cycle,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var query = new Query(late, role, blankToNull(province), blankToNull(cycle));
        var found = tasks.all().stream()
                .filter(task -> matches(task, query))
                .sorted(Comparator.comparing(HumanTask::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(HumanTask::created))
                .toList();
        var pages = Math.max(1, (found.size() + PAGE - 1) / PAGE);
        var at = Math.min(Math.max(page, 0), pages - 1);
        var shown = found.subList(at * PAGE, Math.min(found.size(), (at + 1) * PAGE));
        var nudges = deeds.lastNudges(shown.stream().map(HumanTask::id).toList());
        model.addAttribute(
                "lines", shown.stream().map(task -> line(task, me, nudges)).toList());
        model.addAttribute("count", found.size());
        model.addAttribute("lateCount", found.stream().filter(this::isLate).count());
        model.addAttribute("query", query);
        model.addAttribute("roles", Role.values());
        model.addAttribute("provinces", words.choices(Role.COORDINATOR));
        model.addAttribute("cycles", cycles.all());
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("path", path(query));
        return "followup/tasks";
    }

    private static String path(Query query) {
        var path = UriComponentsBuilder.fromPath("/tasks");
        if (query.late()) {
            path.queryParam("late", true);
        }
        path.queryParamIfPresent("role", Optional.ofNullable(query.role()));
        path.queryParamIfPresent("province", Optional.ofNullable(query.province()));
        path.queryParamIfPresent("cycle", Optional.ofNullable(query.cycle()));
        return path.encode().toUriString();
    }

    private boolean matches(HumanTask task, Query query) {
        return (!query.late() || isLate(task))
                && (query.role() == null
                        || words.role(task).filter(query.role()::equals).isPresent())
                && (query.province() == null
                        || words.province(task).filter(query.province()::equals).isPresent())
                && (query.cycle() == null
                        || cycle(task)
                                .filter(cycle -> cycle.slug().equals(query.cycle()))
                                .isPresent());
    }

    private boolean isLate(HumanTask task) {
        return task.due() != null && task.due().isBefore(clock.instant());
    }

    private Line line(HumanTask task, Actor me, Map<String, Instant> nudges) {
        return new Line(
                task,
                words.name(task),
                words.about(task),
                words.holders(task).stream()
                        .map(account -> holder(task, account, me))
                        .toList(),
                duty(task),
                isLate(task),
                nudges.get(task.id()));
    }

    private String duty(HumanTask task) {
        return words.duties(task).stream()
                .findFirst()
                .map(words::name)
                .or(() -> words.role(task).map(words::roleName))
                .orElse("");
    }

    private Holder holder(HumanTask task, Account account, Actor me) {
        var reachable = Message.isDeliverable(account.email());
        var mayCall = me.in(Role.PROGRAMME_MANAGER.group());
        return new Holder(
                account.displayName(),
                reachable,
                reachable || !mayCall || account.phone() == null ? null : whatsApp(task, account),
                mayCall ? account.phone() : null);
    }

    /** Opens WhatsApp with the reminder in the person's language; its links want %20, not a plus. */
    private String whatsApp(HumanTask task, Account account) {
        var text = letters.to(
                        account,
                        "",
                        "",
                        language -> new Letters.Words(
                                "followup.call",
                                words.title(task),
                                task.due() == null ? "—" : formats.day(task.due()),
                                letters.link(words.path(task, account.role()))))
                .text();
        return "https://wa.me/" + account.phone() + "?text="
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Optional<TrainingCycle> cycle(HumanTask task) {
        return steering.origin(task.id(), AnnualCycle.KEY).map(key -> cycles.get(CycleId.of(key)));
    }

    @GetMapping("/{task}")
    String show(Actor me, @PathVariable("task") String id, Model model) {
        return show(me, id, FormErrors.none(), Map.of(), "", model);
    }

    private String show(
            Actor me, String id, FormErrors errors, Map<String, String> input, String refusedDeed, Model model) {
        var task = tasks.waiting(id).orElseThrow(HumanTasks.NoSuchTask::new);
        model.addAttribute("line", line(task, me, deeds.lastNudges(List.of(id))));
        model.addAttribute("cycle", cycle(task).orElse(null));
        model.addAttribute("closes", followUp.closes(task).orElse(null));
        model.addAttribute("candidates", followUp.candidates(me, task));
        model.addAttribute("duties", words.duties(task));
        model.addAttribute("mayAct", me.in(Role.PROGRAMME_MANAGER.group()));
        model.addAttribute("first", first(task));
        model.addAttribute("last", followUp.closes(task).map(year::day).orElse(null));
        model.addAttribute("longest", FollowUp.LONGEST_REASON);
        model.addAttribute("past", deeds.of(id).stream().map(this::past).toList());
        model.addAttribute("errors", errors);
        model.addAttribute("input", input);
        model.addAttribute("refused", refusedDeed);
        return "followup/task";
    }

    /** The first day to which the task can be put off. */
    private LocalDate first(HumanTask task) {
        var today = year.today();
        var due = task.due();
        var next = due == null ? today : year.day(due).plusDays(1);
        return next.isBefore(today) ? today : next;
    }

    private Past past(TaskDeeds.Deed deed) {
        var nobody = deed.kind() == TaskDeeds.Kind.DEPUTY_CALLED && deed.to() == null;
        return new Past(
                deed.kind().name() + (nobody ? ".nobody" : ""),
                deed.by() == null ? "" : name(deed.by()),
                deed.to() == null ? "" : name(deed.to()),
                deed.dueAfter(),
                deed.reason(),
                deed.at());
    }

    private String name(String userId) {
        return accounts.find(userId).map(Account::displayName).orElse(userId);
    }

    @PostMapping("/{task}/reassign")
    String reassign(
            Actor me,
            @PathVariable("task") String id,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return done(me, id, "reassign", form, fields -> followUp.reassign(me, id, fields), response, model, after);
    }

    @PostMapping("/{task}/extend")
    String extend(
            Actor me,
            @PathVariable("task") String id,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return done(me, id, "extend", form, fields -> followUp.extend(me, id, fields), response, model, after);
    }

    @PostMapping("/{task}/nudge")
    String nudge(
            Actor me,
            @PathVariable("task") String id,
            @RequestParam Map<String, String> form,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        return done(me, id, "nudge", form, fields -> followUp.nudge(me, id, fields), response, model, after);
    }

    private String done(
            Actor me,
            String id,
            String deed,
            Map<String, String> form,
            Consumer<Fields> work,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        try {
            work.accept(Fields.of(form));
            after.addFlashAttribute("done", deed);
            return "redirect:/tasks/" + id;
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return show(me, id, findings.of(refused), form, deed, model);
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
