package org.dawra.training;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.DraftButtons;
import org.dawra.access.Findings;
import org.dawra.access.Role;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.registration.Seat;
import org.dawra.training.AttendanceBook.StoredHalfDay;
import org.dawra.training.AttendanceBook.Tick;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Attendance ticked afterwards from the signed sheets. A meeting may have thousands of seats, so the table is paged by
 * province and institution: every page is saved as it is left, and a half-day is confirmed as a whole from what was saved.
 */
@Controller
class AttendancePage {

    private static final int PAGE = 50;
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final MeetingDelivery delivery;
    private final AttendanceBook book;
    private final AttendanceSheets sheets;
    private final AttendanceCorrections corrections;
    private final Accounts accounts;
    private final Roster roster;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final HumanTasks tasks;
    private final Findings findings;

    AttendancePage(
            MeetingDelivery delivery,
            AttendanceBook book,
            AttendanceSheets sheets,
            AttendanceCorrections corrections,
            Accounts accounts,
            Roster roster,
            Programmes programmes,
            TrainingCycles cycles,
            HumanTasks tasks,
            Findings findings) {
        this.delivery = delivery;
        this.book = book;
        this.sheets = sheets;
        this.corrections = corrections;
        this.accounts = accounts;
        this.roster = roster;
        this.programmes = programmes;
        this.cycles = cycles;
        this.tasks = tasks;
        this.findings = findings;
    }

    /** Which part of the table is looked at. */
    record Filter(
            @Nullable String province,
            @Nullable Long institution,
            @Nullable String half,
            boolean others,
            boolean times,
            int page) {

        String path(long meeting) {
            var path = UriComponentsBuilder.fromPath("/attendance/" + meeting);
            if (province != null) {
                path.queryParam("province", province);
            }
            if (institution != null) {
                path.queryParam("institution", institution);
            }
            if (half != null) {
                path.queryParam("half", half);
            }
            if (others) {
                path.queryParam("others", true);
            }
            if (times) {
                path.queryParam("times", true);
            }
            return path.build().toUriString();
        }

        private boolean shows(Roster.Line line) {
            var seat = line.seat();
            return (province == null || province.equals(seat.province()))
                    && (institution == null || institution == seat.institution())
                    && others != seat.admitted();
        }
    }

    /** A half-day's column. {@code open} means that it can still be ticked by whoever looks. */
    record Column(
            String key,
            LocalDate on,
            String part,
            boolean confirmed,
            boolean open,
            int present,
            Map<String, Integer> byProvince) {}

    /** What is shown of one seat in one half-day. */
    record Cell(
            String key,
            boolean open,
            boolean present,
            String signIn,
            String signOut,
            @Nullable String error) {}

    /** A seat's row. {@code first} begins a new institution. */
    record Row(
            long seat,
            String name,
            String institution,
            long institutionId,
            boolean first,
            @Nullable String shortCode,
            String state,
            List<Cell> cells) {}

    /** A correction made after confirmation; {@code name} is blank once the person's data was erased. */
    record Corrected(
            LocalDate on,
            String part,
            String name,
            boolean present,
            @Nullable String reason,
            Instant at,
            String by) {}

    /** Somebody to filter by. */
    record Option(String key, String name, int seats) {}

    /** What was typed on the page that is shown again. */
    private record Typed(Map<String, Cell> cells, Set<Long> seats) {
        static Typed nothing() {
            return new Typed(Map.of(), Set.of());
        }
    }

    @GetMapping("/attendance")
    String meetings(Actor actor, Model model) {
        var views = new ArrayList<MeetingView>();
        for (var cycle : cycles.all()) {
            if (cycle.state() == TrainingCycle.State.OPEN) {
                programmes.meetings(cycle.id()).forEach(meeting -> views.add(MeetingView.of(meeting, cycles)));
            }
        }
        model.addAttribute("meetings", views);
        model.addAttribute("team", actor.in(Role.WORKING_TEAM.group()));
        return "training/meetings";
    }

    @GetMapping("/attendance/{meeting}")
    String table(
            @PathVariable long meeting,
            @RequestParam(required = false) @Nullable String province,
            @RequestParam(required = false) @Nullable Long institution,
            @RequestParam(required = false) @Nullable String half,
            @RequestParam(defaultValue = "false") boolean others,
            @RequestParam(defaultValue = "false") boolean times,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        var filter =
                new Filter(blankToNull(province), institution, blankToNull(half), others, times, Math.max(0, page));
        show(new MeetingId(meeting), filter, actor, Typed.nothing(), FormErrors.none(), model);
        return "training/attendance";
    }

    @PostMapping("/attendance/{meeting}/ticks")
    Object save(
            @PathVariable long meeting,
            @RequestParam MultiValueMap<String, String> form,
            Actor actor,
            Model model,
            RedirectAttributes after) {
        var id = new MeetingId(meeting);
        var filter = filter(form);
        var seats = longs(form.getOrDefault("seat", List.of()));
        var known = roster.of(id).stream()
                .collect(Collectors.toMap(line -> line.seat().id(), line -> line));
        if (!known.keySet().containsAll(seats)) {
            throw new Refused("", "training.seatUnknown");
        }
        var open = open(id, actor).keySet();
        var shown = form.getOrDefault("shown", List.of()).stream()
                .filter(open::contains)
                .toList();
        var ticked = new HashSet<>(form.getOrDefault("t", List.of()));
        var typed = new HashMap<String, Cell>();
        var errors = new LinkedHashMap<String, List<String>>();
        var saved = new LinkedHashMap<String, List<Tick>>();
        var before = book.ticks(id, seats);
        var halfDays = book.halfDays(id).stream()
                .collect(Collectors.toMap(h -> h.halfDay().key(), h -> h));
        for (var key : shown) {
            var halfDay = halfDays.get(key);
            if (halfDay == null) {
                continue;
            }
            var ticks = new ArrayList<Tick>();
            for (var seat : seats) {
                var place = key + ":" + seat;
                var present = ticked.contains(place);
                var in = first(form, "in:" + place);
                var out = first(form, "out:" + place);
                var stored = before.getOrDefault(halfDay.id(), Map.of()).get(seat);
                try {
                    var tick = filter.times()
                            ? tick(seat, present, in, out, place)
                            : new Tick(
                                    seat,
                                    present,
                                    present && stored != null ? stored.signIn() : null,
                                    present && stored != null ? stored.signOut() : null);
                    if (present || stored != null) {
                        ticks.add(tick);
                    }
                    typed.put(place, new Cell(key, true, present, in, out, null));
                } catch (Refused refused) {
                    var text = findings.of(refused).all().get(0);
                    errors.computeIfAbsent(place, p -> new ArrayList<>()).add(text);
                    typed.put(place, new Cell(key, true, present, in, out, text));
                }
            }
            saved.put(key, ticks);
        }
        if (!errors.isEmpty()) {
            show(id, filter, actor, new Typed(typed, new HashSet<>(seats)), new FormErrors(errors), model);
            return new ModelAndView("training/attendance", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        delivery.saveTicks(id, saved, actor);
        var all = first(form, "all");
        if (!all.isEmpty()) {
            tickAll(id, all, filter, known.values(), halfDays, open, actor);
        }
        if (!form.containsKey(DraftButtons.NAME)) {
            after.addFlashAttribute("done", "training.ticks.saved");
        }
        var path = UriComponentsBuilder.fromUriString(filter.path(meeting));
        path.queryParam("page", form.containsKey("next") ? filter.page() + 1 : filter.page());
        return "redirect:" + path.build().toUriString();
    }

    /** {@code all} is a half-day's key, with {@code :<institution>} for one institution only. */
    private void tickAll(
            MeetingId id,
            String all,
            Filter filter,
            Collection<Roster.Line> lines,
            Map<String, StoredHalfDay> halfDays,
            Set<String> open,
            Actor actor) {
        var colon = all.indexOf(':');
        var key = colon < 0 ? all : all.substring(0, colon);
        var halfDay = halfDays.get(key);
        if (halfDay == null || !open.contains(key)) {
            throw new Refused("", "training.halfDayConfirmed");
        }
        var institution = colon < 0 ? null : all.substring(colon + 1);
        var seats = lines.stream()
                .filter(filter::shows)
                .map(Roster.Line::seat)
                .filter(seat -> institution == null || institution.equals(Long.toString(seat.institution())))
                .map(Seat::id)
                .toList();
        var stored = book.ticks(id, seats).getOrDefault(halfDay.id(), Map.of());
        var ticks = seats.stream()
                .map(seat -> {
                    var before = stored.get(seat);
                    return new Tick(
                            seat,
                            true,
                            before == null ? null : before.signIn(),
                            before == null ? null : before.signOut());
                })
                .toList();
        delivery.saveTicks(id, Map.of(key, ticks), actor);
    }

    @PostMapping("/attendance/{meeting}/half-days/{half}")
    Object confirm(
            @PathVariable long meeting, @PathVariable String half, Actor actor, Model model, RedirectAttributes after) {
        var id = new MeetingId(meeting);
        var task = open(id, actor).get(half);
        if (task == null) {
            after.addFlashAttribute("done", "training.ticks.already");
            return "redirect:/attendance/" + meeting;
        }
        try {
            tasks.submit(task.id(), actor, Map.of("drafts", true));
        } catch (Refused refused) {
            var filter = new Filter(null, null, half, false, false, 0);
            show(id, filter, actor, Typed.nothing(), findings.of(refused), model);
            return new ModelAndView("training/attendance", model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        after.addFlashAttribute("done", "training.ticks.confirmed");
        return "redirect:/attendance/" + meeting;
    }

    @GetMapping("/attendance/{meeting}/sheets/{half}/{province}")
    ResponseEntity<byte[]> sheet(@PathVariable long meeting, @PathVariable String half, @PathVariable String province) {
        var document = sheets.sheet(new MeetingId(meeting), half, province).orElseThrow(NoSuchElementException::new);
        var bytes = document.bytes();
        return file(bytes == null ? new byte[0] : bytes, document.fileName(), MediaType.APPLICATION_PDF_VALUE, true);
    }

    @GetMapping("/attendance/{meeting}/attendance.xlsx")
    ResponseEntity<byte[]> workbook(@PathVariable long meeting) {
        var id = new MeetingId(meeting);
        programmes.meeting(id);
        return file(
                sheets.workbook(id, ChosenLanguage.current().locale()), "attendance-" + meeting + ".xlsx", XLSX, false);
    }

    /** Prints the sheets anew, for those who were added since. */
    @PostMapping("/attendance/{meeting}/sheets")
    String reprint(@PathVariable long meeting, RedirectAttributes after) {
        sheets.print(new MeetingId(meeting));
        after.addFlashAttribute("done", "training.sheets.printed");
        return "redirect:/attendance/" + meeting + "#sheets";
    }

    private void show(MeetingId id, Filter filter, Actor actor, Typed typed, FormErrors errors, Model model) {
        var view = MeetingView.of(id, programmes, cycles);
        var lines = roster.of(id);
        var open = open(id, actor).keySet();
        var stored = book.halfDays(id);
        var present = book.present(id);
        var ticked = book.ticked(id);
        var columns = new ArrayList<Column>();
        for (var halfDay : stored) {
            var key = halfDay.halfDay().key();
            var byProvince = ticked.getOrDefault(halfDay.id(), Map.of());
            columns.add(new Column(
                    key,
                    halfDay.halfDay().on(),
                    halfDay.halfDay().part().name(),
                    halfDay.confirmed(),
                    !halfDay.confirmed() && open.contains(key),
                    halfDay.confirmed()
                            ? present.getOrDefault(halfDay.halfDay(), 0)
                            : byProvince.values().stream().mapToInt(n -> n).sum(),
                    byProvince));
        }
        var matching = lines.stream().filter(filter::shows).toList();
        var pages = Math.max(1, (matching.size() + PAGE - 1) / PAGE);
        var page = Math.min(filter.page(), pages - 1);
        var here = matching.subList(page * PAGE, Math.min(matching.size(), (page + 1) * PAGE));
        var ticks = book.ticks(id, here.stream().map(line -> line.seat().id()).toList());
        var shown = columns.stream()
                .filter(c -> filter.half() == null || filter.half().equals(c.key()))
                .toList();
        var rows = new ArrayList<Row>();
        long last = -1;
        for (var line : here) {
            var seat = line.seat();
            rows.add(new Row(
                    seat.id(),
                    line.name(),
                    line.institution(),
                    seat.institution(),
                    seat.institution() != last,
                    seat.shortCode(),
                    seat.state().name(),
                    cells(seat.id(), shown, stored, ticks, typed)));
            last = seat.institution();
        }
        model.addAttribute("meeting", view);
        model.addAttribute(
                "filter",
                new Filter(
                        filter.province(), filter.institution(), filter.half(), filter.others(), filter.times(), page));
        model.addAttribute("path", filter.path(id.value()));
        model.addAttribute("pages", pages);
        model.addAttribute("total", matching.size());
        model.addAttribute("columns", columns);
        model.addAttribute("shown", shown);
        model.addAttribute("anyOpen", shown.stream().anyMatch(Column::open));
        model.addAttribute("rows", rows);
        model.addAttribute("provinces", provinces(id, lines));
        model.addAttribute(
                "provinceNames", provinces(id, lines).stream().collect(Collectors.toMap(Option::key, Option::name)));
        model.addAttribute("institutions", institutions(lines, filter));
        model.addAttribute(
                "admitted", lines.stream().filter(l -> l.seat().admitted()).count());
        model.addAttribute(
                "othersCount", lines.stream().filter(l -> !l.seat().admitted()).count());
        model.addAttribute("sheets", sheets.printed(id));
        model.addAttribute("mayCorrect", AttendanceCorrections.open(actor));
        model.addAttribute("corrections", corrected(id, lines));
        model.addAttribute("team", actor.in(Role.WORKING_TEAM.group()));
        model.addAttribute("errors", errors);
    }

    private List<Corrected> corrected(MeetingId id, List<Roster.Line> lines) {
        var names = lines.stream().collect(Collectors.toMap(line -> line.seat().id(), Roster.Line::name));
        return corrections.of(id).stream()
                .map(c -> new Corrected(
                        c.halfDay().on(),
                        c.halfDay().part().name(),
                        names.getOrDefault(c.seat(), ""),
                        c.present(),
                        c.reason(),
                        c.at(),
                        accounts.find(c.by()).map(Account::displayName).orElse(c.by())))
                .toList();
    }

    private static List<Cell> cells(
            long seat, List<Column> shown, List<StoredHalfDay> stored, Map<Long, Map<Long, Tick>> ticks, Typed typed) {
        var cells = new ArrayList<Cell>();
        for (var column : shown) {
            var retyped = typed.cells().get(column.key() + ":" + seat);
            if (retyped != null) {
                cells.add(retyped);
                continue;
            }
            var halfDay = stored.stream()
                    .filter(h -> h.halfDay().key().equals(column.key()))
                    .findFirst()
                    .orElseThrow();
            var tick = ticks.getOrDefault(halfDay.id(), Map.of()).get(seat);
            cells.add(new Cell(
                    column.key(),
                    column.open(),
                    tick != null && tick.present(),
                    tick == null ? "" : text(tick.signIn()),
                    tick == null ? "" : text(tick.signOut()),
                    null));
        }
        return cells;
    }

    private List<Option> provinces(MeetingId id, List<Roster.Line> lines) {
        var language = ChosenLanguage.current();
        return roster.provinces(id).stream()
                .map(p -> new Option(p.code(), p.name().in(language), (int) lines.stream()
                        .filter(l -> l.seat().admitted() && l.seat().province().equals(p.code()))
                        .count()))
                .filter(option -> option.seats() > 0)
                .toList();
    }

    private static List<Option> institutions(List<Roster.Line> lines, Filter filter) {
        if (filter.province() == null) {
            return List.of();
        }
        var names = new LinkedHashMap<Long, Option>();
        for (var line : lines) {
            if (filter.province().equals(line.seat().province())
                    && filter.others() != line.seat().admitted()) {
                names.merge(
                        line.seat().institution(),
                        new Option(Long.toString(line.seat().institution()), line.institution(), 1),
                        (a, b) -> new Option(a.key(), a.name(), a.seats() + 1));
            }
        }
        return List.copyOf(names.values());
    }

    /** The half-days that wait for this actor, with their tasks. */
    private Map<String, HumanTask> open(MeetingId id, Actor actor) {
        return tasks.waiting(TrainingDelivery.KEY, id.key()).stream()
                .filter(task -> task.definitionKey().equals(TrainingDelivery.TICK_ATTENDANCE) && task.openTo(actor))
                .collect(Collectors.toMap(task -> task.get(TrainingDelivery.HALF_DAY), task -> task));
    }

    private static Tick tick(long seat, boolean present, String in, String out, String place) {
        var fields = Fields.of(Map.of("in", in, "out", out));
        var signIn = fields.optionalTime("in");
        var signOut = fields.optionalTime("out");
        if (!present && (signIn != null || signOut != null)) {
            throw new Refused(place, "training.timeWithoutTick");
        }
        if (signIn != null && signOut != null && !signOut.isAfter(signIn)) {
            throw new Refused(place, "training.outBeforeIn");
        }
        return new Tick(seat, present, signIn, signOut);
    }

    private static Filter filter(MultiValueMap<String, String> form) {
        var institution = first(form, "institution");
        return new Filter(
                blankToNull(first(form, "province")),
                institution.isEmpty()
                        ? null
                        : Fields.of(Map.of("institution", institution)).id("institution"),
                blankToNull(first(form, "half")),
                first(form, "others").equals("true"),
                first(form, "times").equals("true"),
                Fields.of(Map.of("page", first(form, "page").isEmpty() ? "0" : first(form, "page")))
                        .integer("page", 0, 100_000));
    }

    private static List<Long> longs(List<String> texts) {
        return texts.stream()
                .map(text -> Fields.of(Map.of("seat", text)).id("seat"))
                .distinct()
                .toList();
    }

    private static String first(MultiValueMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String text(@Nullable LocalTime time) {
        return time == null ? "" : time.toString();
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, String name, String mime, boolean inline) {
        var disposition = (inline ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(name)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(mime))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .body(bytes);
    }
}
