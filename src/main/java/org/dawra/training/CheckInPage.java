package org.dawra.training;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dawra.access.Findings;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.training.AttendanceBook.StoredHalfDay;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The desk at the door: a code from the badge or a part of the name, and the person is ticked for the half-day. The
 * signed sheet stays what counts: the half-day is confirmed from it afterwards.
 */
@Controller
class CheckInPage {

    private static final int MOST_SHOWN = 25;
    private static final int LONGEST_QUERY = 80;

    private final MeetingDelivery delivery;
    private final AttendanceBook book;
    private final Roster roster;
    private final Seats seats;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Findings findings;
    private final Clock clock;

    CheckInPage(
            MeetingDelivery delivery,
            AttendanceBook book,
            Roster roster,
            Seats seats,
            Programmes programmes,
            TrainingCycles cycles,
            Findings findings,
            Clock clock) {
        this.delivery = delivery;
        this.book = book;
        this.roster = roster;
        this.seats = seats;
        this.programmes = programmes;
        this.cycles = cycles;
        this.findings = findings;
        this.clock = clock;
    }

    /** A half-day at which people can be received. */
    record Choice(MeetingView meeting, String half, LocalDate on, String part, boolean now) {

        /** The choice as a value of the form. */
        public String value() {
            return meeting.id() + ":" + half;
        }
    }

    /** Somebody found. */
    record Found(
            long seat, String name, String institution, String province, String state, boolean here, String time) {}

    @GetMapping("/checkin")
    String desk(
            @RequestParam(required = false) @Nullable String at,
            @RequestParam(defaultValue = "") String q,
            Model model) {
        show(at, q, FormErrors.none(), model);
        return "training/checkin";
    }

    @PostMapping("/checkin")
    Object receive(
            @RequestParam String at,
            @RequestParam(defaultValue = "") String q,
            @RequestParam long seat,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        var choice = choices().stream().filter(c -> c.value().equals(at)).findFirst();
        try {
            if (choice.isEmpty()) {
                throw new Refused("", "training.halfDayConfirmed");
            }
            delivery.checkIn(
                    new MeetingId(choice.get().meeting().id()), choice.get().half(), seat, actor);
        } catch (Refused refused) {
            show(at, q, findings.of(refused), model);
            return new ModelAndView("training/checkin", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        after.addFlashAttribute("received", seat);
        return "redirect:"
                + UriComponentsBuilder.fromPath("/checkin")
                        .queryParam("at", at)
                        .build()
                        .toUriString();
    }

    private void show(@Nullable String at, String q, FormErrors errors, Model model) {
        var choices = choices();
        var choice = choices.stream()
                .filter(c -> c.value().equals(at))
                .findFirst()
                .or(() -> choices.stream().filter(Choice::now).findFirst())
                .or(() -> choices.stream().findFirst())
                .orElse(null);
        var query = q.strip();
        if (query.length() > LONGEST_QUERY) {
            query = query.substring(0, LONGEST_QUERY);
        }
        model.addAttribute("choices", choices);
        model.addAttribute("choice", choice);
        model.addAttribute("q", query);
        model.addAttribute("errors", errors);
        model.addAttribute("found", choice == null || query.isEmpty() ? List.of() : found(choice, query));
        model.addAttribute("most", MOST_SHOWN);
        if (choice != null) {
            var id = new MeetingId(choice.meeting().id());
            var halfDay = book.halfDay(id, choice.half()).orElseThrow();
            model.addAttribute(
                    "here",
                    book.ticked(id).getOrDefault(halfDay.id(), Map.of()).values().stream()
                            .mapToInt(n -> n)
                            .sum());
            model.addAttribute(
                    "expected", seats.of(id).stream().filter(Seat::admitted).count());
            if (model.getAttribute("received") instanceof Long seat) {
                roster.of(id).stream()
                        .filter(line -> line.seat().id() == seat)
                        .findFirst()
                        .ifPresent(line -> model.addAttribute("receivedName", line.name()));
            }
        }
    }

    private List<Found> found(Choice choice, String query) {
        var id = new MeetingId(choice.meeting().id());
        var halfDay = book.halfDay(id, choice.half()).orElseThrow();
        var byCode = seats.byShortCode(id, query);
        var lines = roster.of(id).stream()
                .filter(line ->
                        byCode.map(seat -> seat.id() == line.seat().id()).orElseGet(() -> Roster.matches(line, query)))
                .limit(MOST_SHOWN)
                .toList();
        var ticks = book.ticks(id, lines.stream().map(line -> line.seat().id()).toList())
                .getOrDefault(halfDay.id(), Map.of());
        var names = new HashMap<String, String>();
        var language = ChosenLanguage.current();
        roster.provinces(id).forEach(p -> names.put(p.code(), p.name().in(language)));
        var found = new ArrayList<Found>();
        for (var line : lines) {
            var tick = ticks.get(line.seat().id());
            var time = tick == null ? null : tick.signIn();
            found.add(new Found(
                    line.seat().id(),
                    line.name(),
                    line.institution(),
                    names.getOrDefault(line.seat().province(), line.seat().province()),
                    line.seat().state().name(),
                    tick != null && tick.present(),
                    time == null ? "" : time.toString()));
        }
        return found;
    }

    private List<Choice> choices() {
        var choices = new ArrayList<Choice>();
        for (var cycle : cycles.all()) {
            if (cycle.state() != TrainingCycle.State.OPEN) {
                continue;
            }
            var now = cycles.localTimes(cycle.id()).local(clock.instant());
            for (var meeting : programmes.meetings(cycle.id())) {
                for (var halfDay : book.halfDays(meeting.id())) {
                    if (!halfDay.confirmed()) {
                        choices.add(choice(halfDay, MeetingView.of(meeting, cycles), now));
                    }
                }
            }
        }
        return choices;
    }

    private static Choice choice(StoredHalfDay halfDay, MeetingView meeting, LocalDateTime now) {
        var part = HalfDay.Part.of(now.toLocalTime());
        var at = halfDay.halfDay();
        return new Choice(
                meeting, at.key(), at.on(), at.part().name(), at.on().equals(now.toLocalDate()) && at.part() == part);
    }
}
