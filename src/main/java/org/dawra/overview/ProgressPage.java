package org.dawra.overview;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.award.Laureates;
import org.dawra.certificate.Certificates;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.draw.DrawRecord;
import org.dawra.draw.DrawResults;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.evaluation.SurveyResults;
import org.dawra.partnership.AgreementState;
import org.dawra.partnership.Agreements;
import org.dawra.registration.RegistrationCounts;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.report.Reports;
import org.dawra.training.Attendances;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /progress}: where the years stand, what waits for whom, and what has failed. Counts only, no person's name. */
@Controller
class ProgressPage {

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final RegistrationCounts registrations;
    private final Agreements agreements;
    private final Seats seats;
    private final Attendances attendances;
    private final SurveyResults surveys;
    private final Certificates certificates;
    private final Laureates laureates;
    private final DrawResults draws;
    private final Reports reports;
    private final HumanTasks tasks;
    private final ProcessHistory history;
    private final MessageSource texts;
    private final Clock clock;

    ProgressPage(
            TrainingCycles cycles,
            Programmes programmes,
            RegistrationCounts registrations,
            Agreements agreements,
            Seats seats,
            Attendances attendances,
            SurveyResults surveys,
            Certificates certificates,
            Laureates laureates,
            DrawResults draws,
            Reports reports,
            HumanTasks tasks,
            ProcessHistory history,
            MessageSource texts,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.registrations = registrations;
        this.agreements = agreements;
        this.seats = seats;
        this.attendances = attendances;
        this.surveys = surveys;
        this.certificates = certificates;
        this.laureates = laureates;
        this.draws = draws;
        this.reports = reports;
        this.tasks = tasks;
        this.history = history;
        this.texts = texts;
        this.clock = clock;
    }

    /** A year on the page. */
    record Year(
            String title,
            int number,
            String slug,
            boolean sample,
            Map<String, Lists> provinces,
            int signed,
            int agreements,
            List<Meeting> meetings,
            boolean award,
            int laureates,
            boolean draw,
            boolean drawn,
            boolean reported) {}

    /** The list of a province. */
    record Lists(int accepted, int waiting) {}

    /** A meeting on the page. */
    record Meeting(
            TrainingMeeting meeting,
            String title,
            long seats,
            int participants,
            int certificates,
            int asked,
            int answered) {}

    /** Human tasks of one kind that wait. */
    record Waiting(
            String name, int open, int late, @Nullable Instant due) {}

    @GetMapping("/progress")
    String progress(Model model) {
        model.addAttribute("years", cycles.all().stream().map(this::year).toList());
        model.addAttribute("waiting", waiting());
        model.addAttribute("failed", history.incidents());
        return "overview/progress";
    }

    private Year year(TrainingCycle cycle) {
        var id = cycle.id();
        var accepted = registrations.accepted(id);
        var waiting = registrations.waiting(id);
        var provinces = new LinkedHashMap<String, Lists>();
        cycle.edition()
                .provinces()
                .forEach(p -> provinces.put(
                        p.name().in(ChosenLanguage.current()),
                        new Lists(accepted.getOrDefault(p.code(), 0), waiting.getOrDefault(p.code(), 0))));
        var counts = agreements.counts(id);
        return new Year(
                cycle.edition().title().in(ChosenLanguage.current()),
                cycle.number(),
                cycle.slug(),
                cycle.sample(),
                provinces,
                counts.getOrDefault(AgreementState.SIGNED, 0),
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                programmes.meetings(id).stream().map(this::meeting).toList(),
                cycle.edition().award() != null,
                laureates.of(id).size(),
                cycle.edition().draw() != null,
                draws.of(id)
                        .filter(d -> d.state() == DrawRecord.State.PUBLISHED)
                        .isPresent(),
                reports.of(id).isPresent());
    }

    private Meeting meeting(TrainingMeeting meeting) {
        var survey = surveys.of(meeting.id());
        return new Meeting(
                meeting,
                meeting.title().in(ChosenLanguage.current()),
                seats.of(meeting.id()).stream().filter(Seat::admitted).count(),
                attendances.of(meeting.id()).size(),
                certificates.counts(meeting.id()).issued(),
                survey.map(SurveyResults.Results::asked).orElse(0),
                survey.map(SurveyResults.Results::answered).orElse(0));
    }

    private List<Waiting> waiting() {
        var byName = new LinkedHashMap<String, List<HumanTask>>();
        for (var task : tasks.all()) {
            var key = task.processKey() + "." + task.definitionKey() + ".name";
            var name = texts.getMessage(
                    key, null, task.name(), ChosenLanguage.current().locale());
            byName.computeIfAbsent(name == null ? task.name() : name, n -> new ArrayList<>())
                    .add(task);
        }
        var now = clock.instant();
        var waiting = new ArrayList<Waiting>();
        byName.forEach((name, all) -> waiting.add(new Waiting(
                name,
                all.size(),
                Math.toIntExact(all.stream().filter(t -> isLate(t, now)).count()),
                all.stream()
                        .map(HumanTask::due)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null))));
        waiting.sort(Comparator.comparing(Waiting::due, Comparator.nullsLast(Comparator.naturalOrder())));
        return waiting;
    }

    private static boolean isLate(HumanTask task, Instant now) {
        var due = task.due();
        return due != null && due.isBefore(now);
    }
}
