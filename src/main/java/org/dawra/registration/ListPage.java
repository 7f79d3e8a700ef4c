package org.dawra.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.dawra.access.Findings;
import org.dawra.access.Reach;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.HandLine;
import org.dawra.mail.Outbox;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The provinces' lists, as coordinators (the own one) and the programme manager (all) keep them. */
@Controller
class ListPage {

    private static final int PAGE = 50;
    private static final int ERRORS_SHOWN = 200;
    private static final int SECONDS_BETWEEN_LOOKS = 2;
    private static final String DONE_ONCE = "registration.done";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final ProvinceLists lists;
    private final Registrations registrations;
    private final Intake intake;
    private final ListKeeping keeping;
    private final ListReopening reopening;
    private final PersonalLinks links;
    private final SeatBook seats;
    private final PeopleSheet sheet;
    private final ListImports imports;
    private final Outbox outbox;
    private final Findings findings;
    private final MessageSource texts;

    ListPage(
            TrainingCycles cycles,
            Programmes programmes,
            ProvinceLists lists,
            Registrations registrations,
            Intake intake,
            ListKeeping keeping,
            ListReopening reopening,
            PersonalLinks links,
            SeatBook seats,
            PeopleSheet sheet,
            ListImports imports,
            Outbox outbox,
            Findings findings,
            MessageSource texts) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.lists = lists;
        this.registrations = registrations;
        this.intake = intake;
        this.keeping = keeping;
        this.reopening = reopening;
        this.links = links;
        this.seats = seats;
        this.sheet = sheet;
        this.imports = imports;
        this.outbox = outbox;
        this.findings = findings;
        this.texts = texts;
    }

    /** A person on the page, with the newest seat and the message that waits to be handed over. */
    record Line(
            Entry entry,
            String province,
            @Nullable Seat seat,
            @Nullable HandLine hand) {}

    /** A province's figures. */
    record Count(Province province, ListState state, int accepted, int waiting) {}

    /** A cell of an uploaded file that has to be corrected. */
    record BadCell(int row, String column, String found, String text) {}

    @GetMapping("/registrations")
    String newest() {
        return "redirect:/registrations/"
                + cycles.all().stream().findFirst().orElseThrow().slug();
    }

    @GetMapping("/registrations/{cycle}")
    String list(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "province", required = false) @Nullable String province,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "q", required = false) @Nullable String words,
            @RequestParam(name = "page", defaultValue = "0") int page,
            Actor actor,
            Model model) {
        var query = query(cycle(slug), provinces(cycle(slug), actor), province, state, words, actor);
        return list(cycle(slug), query, words, page, FormErrors.none(), actor, model);
    }

    @PostMapping("/registrations/{cycle}/lists/{province}/reopen")
    String reopen(
            @PathVariable("cycle") String slug,
            @PathVariable("province") String province,
            @RequestParam(name = "reason", defaultValue = "") String reason,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        try {
            reopening.reopen(cycle.id(), province, Fields.of(Map.of("reason", reason)), actor);
            return back(slug, province, "reopened");
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("reason", reason);
            var query = query(cycle, provinces(cycle, actor), province, null, null, actor);
            return list(cycle, query, null, 0, findings.of(refused), actor, model);
        }
    }

    private String list(
            TrainingCycle cycle,
            Registrations.Query query,
            @Nullable String words,
            int page,
            FormErrors errors,
            Actor actor,
            Model model) {
        var slug = cycle.slug();
        var own = provinces(cycle, actor);
        var count = registrations.count(query);
        var pages = Math.max(1, (count + PAGE - 1) / PAGE);
        var at = Math.max(0, Math.min(page, pages - 1));
        common(cycle, actor, model);
        model.addAttribute("lines", lines(cycle, registrations.page(query, at, PAGE), actor));
        model.addAttribute("count", count);
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("province", query.province());
        model.addAttribute("state", query.state());
        model.addAttribute("q", words == null ? "" : words);
        model.addAttribute("states", RegistrationState.values());
        model.addAttribute("counts", counts(cycle, own));
        model.addAttribute("path", path(slug, query, words));
        model.addAttribute("errors", errors);
        model.addAttribute(
                "reopenable", query.province() != null && reopening.offered(cycle.id(), query.province(), actor));
        model.addAttribute(
                "closed", query.province() != null && lists.state(cycle.id(), query.province()) == ListState.CLOSED);
        model.addAttribute("cycles", cycles.all());
        return "registration/list";
    }

    @GetMapping("/registrations/{cycle}/list.xlsx")
    ResponseEntity<byte[]> export(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "province", required = false) @Nullable String province,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "q", required = false) @Nullable String words,
            Actor actor) {
        var cycle = cycle(slug);
        var query = query(cycle, provinces(cycle, actor), province, state, words, actor);
        var name = "list-" + slug + (query.province() == null ? "" : "-" + query.province()) + ".xlsx";
        return file(
                name,
                sheet.export(
                        cycle, query, registrations, seats, cycles.localTimes(cycle.id()), ChosenLanguage.current()));
    }

    @GetMapping("/registrations/{cycle}/template.xlsx")
    ResponseEntity<byte[]> template(@PathVariable("cycle") String slug) {
        return file("template-" + cycle(slug).slug() + ".xlsx", sheet.template());
    }

    @GetMapping("/registrations/{cycle}/add")
    String addForm(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "province", required = false) @Nullable String province,
            Actor actor,
            Model model) {
        var cycle = cycle(slug);
        checkOwn(cycle, province, actor);
        return person(cycle, null, PersonForm.empty(province), FormErrors.none(), actor, model);
    }

    @PostMapping("/registrations/{cycle}/add")
    String add(
            @PathVariable("cycle") String slug,
            @ModelAttribute("form") PersonForm form,
            Actor actor,
            Model model,
            HttpSession session,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        if (isDone(session, form.once())) {
            return back(slug, form.province(), "added");
        }
        try {
            var province = form.province() == null ? "" : form.province();
            if (province.isBlank()) {
                throw new Refused("province", "registration.province.required");
            }
            RegistrationScope.check(cycle, province, actor);
            var ids = intake.add(
                    cycle.id(),
                    province,
                    List.of(form.person(Language.AR)),
                    null,
                    RegistrationSource.COORDINATOR,
                    actor,
                    ImportProgress.UNSEEN);
            links.give(cycle.id(), registrations.find(ids.get(0)).orElseThrow());
            done(session, form.once());
            return back(slug, province, "added");
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return person(cycle, null, form, findings.of(ofOnePerson(refused)), actor, model);
        }
    }

    @GetMapping("/registrations/{cycle}/upload")
    String uploadForm(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "province", required = false) @Nullable String province,
            @RequestParam(name = "forgotten", defaultValue = "false") boolean forgotten,
            Actor actor,
            Model model) {
        var cycle = cycle(slug);
        checkOwn(cycle, province, actor);
        model.addAttribute("forgotten", forgotten);
        return upload(cycle, province, FormErrors.none(), List.of(), 0, actor, model);
    }

    @PostMapping("/registrations/{cycle}/upload")
    String upload(
            @PathVariable("cycle") String slug,
            @RequestParam(name = "province", defaultValue = "") String province,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "consent", defaultValue = "false") boolean consent,
            @RequestParam(name = "once", required = false) @Nullable String once,
            Actor actor,
            Model model,
            HttpSession session,
            HttpServletResponse response)
            throws IOException {
        var cycle = cycle(slug);
        if (isDone(session, once)) {
            return back(slug, province, "uploaded");
        }
        var form = once == null || once.isBlank() ? UUID.randomUUID().toString() : once;
        try {
            if (province.isBlank()) {
                throw new Refused("province", "registration.province.required");
            }
            RegistrationScope.check(cycle, province, actor);
            if (file == null || file.isEmpty()) {
                throw new Refused("file", "registration.upload.none");
            }
            if (!consent) {
                throw new Refused("consent", "registration.consent.rowRequired");
            }
            var list = imports.begin(form, cycle.id(), province, file.getBytes(), actor);
            if (!imports.isSoonOver(list)) {
                return "redirect:/registrations/" + slug + "/upload/" + UriUtils.encodePathSegment(form, UTF_8);
            }
            var refusal = list.refusal();
            if (refusal != null) {
                throw refusal;
            }
            done(session, once);
            return back(slug, province, "uploaded");
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            var people = imports.find(form, actor).map(ListImport::people).orElse(null);
            return refused(cycle, province, refused, people, actor, model);
        }
    }

    /** How far a list is that takes longer than a request should; its end is told as the upload's own answer is. */
    @GetMapping("/registrations/{cycle}/upload/{import}")
    String importing(
            @PathVariable("cycle") String slug,
            @PathVariable("import") String id,
            Actor actor,
            Model model,
            HttpSession session) {
        var cycle = cycle(slug);
        var list = imports.find(id, actor)
                .filter(found -> found.cycle().equals(cycle.id()))
                .orElse(null);
        if (list == null) {
            return "redirect:/registrations/" + slug + "/upload?forgotten=true";
        }
        var refusal = list.refusal();
        if (refusal != null) {
            return refused(cycle, list.province(), refusal, list.people(), actor, model);
        }
        if (list.step().phase() == ListImport.Phase.DONE) {
            done(session, id);
            return back(slug, list.province(), "uploaded");
        }
        common(cycle, actor, model);
        model.addAttribute("province", list.province());
        model.addAttribute("step", list.step());
        model.addAttribute("pace", list.pace());
        model.addAttribute("renewsIn", SECONDS_BETWEEN_LOOKS);
        return "registration/importing";
    }

    private String refused(
            TrainingCycle cycle,
            String province,
            Refused refused,
            PeopleSheet.@Nullable Upload people,
            Actor actor,
            Model model) {
        var cells = people == null ? List.<BadCell>of() : badCells(refused, people);
        var errors = cells.isEmpty() ? findings.of(refused) : FormErrors.none();
        return upload(cycle, province, errors, cells, rowsOf(refused), actor, model);
    }

    @GetMapping("/registrations/{cycle}/people/{person}")
    String personPage(
            @PathVariable("cycle") String slug, @PathVariable("person") String uuid, Actor actor, Model model) {
        var cycle = cycle(slug);
        var entry = keeping.read(cycle.id(), uuid, actor);
        return person(cycle, entry, PersonForm.of(entry), FormErrors.none(), actor, model);
    }

    @PostMapping("/registrations/{cycle}/people/{person}")
    String correct(
            @PathVariable("cycle") String slug,
            @PathVariable("person") String uuid,
            @ModelAttribute("form") PersonForm form,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        var cycle = cycle(slug);
        var entry = keeping.entry(cycle.id(), uuid, actor);
        try {
            intake.correct(cycle.id(), entry, form.person(Language.AR), actor.userId());
            return toPerson(slug, uuid, "saved");
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return person(cycle, entry, form, findings.of(refused), actor, model);
        }
    }

    @PostMapping("/registrations/{cycle}/people/{person}/withdraw")
    String withdraw(@PathVariable("cycle") String slug, @PathVariable("person") String uuid, Actor actor) {
        keeping.withdraw(keeping.entry(cycle(slug).id(), uuid, actor), actor);
        return toPerson(slug, uuid, "saved");
    }

    @PostMapping("/registrations/{cycle}/people/{person}/accept")
    String accept(@PathVariable("cycle") String slug, @PathVariable("person") String uuid, Actor actor) {
        var cycle = cycle(slug).id();
        keeping.accept(cycle, keeping.entry(cycle, uuid, actor), actor);
        return toPerson(slug, uuid, "saved");
    }

    @PostMapping("/registrations/{cycle}/people/{person}/link")
    String link(@PathVariable("cycle") String slug, @PathVariable("person") String uuid, Actor actor) {
        var cycle = cycle(slug).id();
        links.give(cycle, keeping.entry(cycle, uuid, actor));
        return toPerson(slug, uuid, "linked");
    }

    @PostMapping("/registrations/{cycle}/people/{person}/answer")
    String answer(
            @PathVariable("cycle") String slug,
            @PathVariable("person") String uuid,
            @RequestParam(name = "answer", defaultValue = "") String answer,
            Actor actor) {
        var entry = keeping.entry(cycle(slug).id(), uuid, actor);
        var seat = seats.newest(List.of(entry.id())).get(entry.id());
        if (seat == null) {
            throw new NoSuchElementException("no seat");
        }
        seats.answer(seat.id(), SeatPage.parse(answer), actor);
        return toPerson(slug, uuid, "saved");
    }

    @PostMapping("/registrations/{cycle}/people/{person}/handed")
    String handed(
            @PathVariable("cycle") String slug,
            @PathVariable("person") String uuid,
            @RequestParam("line") long line,
            @RequestParam(name = "back", defaultValue = "") String back,
            Actor actor) {
        var cycle = cycle(slug);
        var entry = keeping.entry(cycle.id(), uuid, actor);
        if (!outbox.handed(RegistrationMessages.handList(entry.province()), line, actor.userId())) {
            throw new NoSuchElementException("no such line");
        }
        return back.equals("list") ? back(slug, entry.province(), "handed") : toPerson(slug, uuid, "saved");
    }

    private String person(
            TrainingCycle cycle, @Nullable Entry entry, PersonForm form, FormErrors errors, Actor actor, Model model) {
        common(cycle, actor, model);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("kinds", Institution.Kind.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute("once", UUID.randomUUID().toString());
        if (entry == null) {
            return "registration/add";
        }
        var line = lines(cycle, List.of(entry), actor).get(0);
        model.addAttribute("line", line);
        model.addAttribute(
                "meeting",
                line.seat() == null ? null : programmes.meeting(line.seat().meeting()));
        model.addAttribute(
                "open", line.seat() != null && seats.isOpen(line.seat().meeting()));
        return "registration/person";
    }

    private String upload(
            TrainingCycle cycle,
            @Nullable String province,
            FormErrors errors,
            List<BadCell> cells,
            int badRows,
            Actor actor,
            Model model) {
        common(cycle, actor, model);
        model.addAttribute("province", province);
        model.addAttribute("errors", errors);
        model.addAttribute("cells", cells);
        model.addAttribute("badRows", badRows);
        model.addAttribute("once", UUID.randomUUID().toString());
        model.addAttribute("most", RegistrationIntake.MOST_AT_ONCE);
        return "registration/upload";
    }

    private void common(TrainingCycle cycle, Actor actor, Model model) {
        var own = provinces(cycle, actor);
        model.addAttribute("cycle", cycle);
        model.addAttribute("provinces", own);
        model.addAttribute("manager", RegistrationScope.readsAll(actor));
        // Who only reads sees no form, and no personal link either: whoever holds one can answer in the person's name.
        model.addAttribute("keeps", own.stream().anyMatch(p -> Reach.keeps(actor, p.code())));
        model.addAttribute("language", ChosenLanguage.current());
    }

    private List<Line> lines(TrainingCycle cycle, List<Entry> entries, Actor actor) {
        var newest = seats.newest(entries.stream().map(Entry::id).toList());
        Map<String, Set<String>> purposes = new HashMap<>();
        for (var entry : entries) {
            if (!Reach.keeps(actor, entry.province())) {
                continue;
            }
            var wanted = purposes.computeIfAbsent(entry.province(), p -> new LinkedHashSet<>());
            var seat = newest.get(entry.id());
            if (seat != null) {
                wanted.add(SeatBook.purpose(seat.id()));
            }
            if (entry.linkNumber() > 0) {
                wanted.add(entry.purpose());
            }
        }
        Map<String, HandLine> hands = new HashMap<>();
        purposes.forEach((province, wanted) -> outbox.handLines(RegistrationMessages.handList(province), wanted)
                .forEach(hand -> hands.put(hand.purpose(), hand)));
        var lines = new ArrayList<Line>();
        for (var entry : entries) {
            var seat = newest.get(entry.id());
            var hand = seat == null ? null : hands.get(SeatBook.purpose(seat.id()));
            lines.add(new Line(
                    entry,
                    cycle.edition()
                            .province(entry.province())
                            .map(p -> p.name().in(ChosenLanguage.current()))
                            .orElse(entry.province()),
                    seat,
                    hand == null ? hands.get(entry.purpose()) : hand));
        }
        return lines;
    }

    private List<Count> counts(TrainingCycle cycle, List<Province> own) {
        var accepted = registrations.accepted(cycle.id());
        var waiting = registrations.waiting(cycle.id());
        var states = lists.states(cycle.id());
        return own.stream()
                .map(p -> new Count(
                        p,
                        states.getOrDefault(p.code(), ListState.NOT_YET),
                        accepted.getOrDefault(p.code(), 0),
                        waiting.getOrDefault(p.code(), 0)))
                .toList();
    }

    /** All bad cells of the file, in its order, as its user knows them. */
    private List<BadCell> badCells(Refused refused, PeopleSheet.Upload people) {
        var locale = ChosenLanguage.current().locale();
        var cells = new ArrayList<BadCell>();
        for (var finding : refused.findings()) {
            var row = Intake.rowOf(finding);
            if (row < 0) {
                return List.of();
            }
            var field = finding.field().substring(finding.field().indexOf('.') + 1);
            if (cells.size() < ERRORS_SHOWN) {
                cells.add(new BadCell(
                        people.rows().get(row).number(),
                        texts.getMessage("registration.sheet." + field, null, locale),
                        people.cell(row, field),
                        texts.getMessage(finding.messageKey(), finding.args().toArray(), locale)));
            }
        }
        return cells;
    }

    private static int rowsOf(Refused refused) {
        return (int) refused.findings().stream()
                .map(Intake::rowOf)
                .filter(row -> row >= 0)
                .distinct()
                .count();
    }

    /** The findings of {@code rows[0].phone} at {@code phone}. */
    private static Refused ofOnePerson(Refused refused) {
        return new Refused(refused.findings().stream()
                .map(f -> new Refused.Finding(f.field().replaceFirst("^rows\\[0]\\.", ""), f.messageKey(), f.args()))
                .toList());
    }

    private Registrations.Query query(
            TrainingCycle cycle,
            List<Province> own,
            @Nullable String province,
            @Nullable String state,
            @Nullable String words,
            Actor actor) {
        if (province != null && !province.isBlank()) {
            RegistrationScope.checkReads(cycle, province, actor);
            return new Registrations.Query(cycle.id(), province, state(state), words);
        }
        var all = RegistrationScope.readsAll(actor);
        return new Registrations.Query(cycle.id(), all ? null : own.get(0).code(), state(state), words);
    }

    /** A form for a list of the actor's own: the one named, or any. */
    private static void checkOwn(TrainingCycle cycle, @Nullable String province, Actor actor) {
        if (province != null && !province.isBlank()) {
            RegistrationScope.check(cycle, province, actor);
        } else if (provinces(cycle, actor).stream().noneMatch(p -> Reach.keeps(actor, p.code()))) {
            throw new NoSuchElementException("no list");
        }
    }

    private static @Nullable RegistrationState state(@Nullable String name) {
        for (var state : RegistrationState.values()) {
            if (state.name().equals(name)) {
                return state;
            }
        }
        return null;
    }

    /** The provinces whose lists the actor sees; whoever sees none finds no such page. */
    private static List<Province> provinces(TrainingCycle cycle, Actor actor) {
        var own = cycle.edition().provinces().stream()
                .filter(p -> Reach.sees(actor, p.code()))
                .toList();
        if (own.isEmpty()) {
            throw new NoSuchElementException("no list");
        }
        return own;
    }

    private TrainingCycle cycle(String slug) {
        return cycles.bySlug(slug).orElseThrow();
    }

    private static String path(String slug, Registrations.Query query, @Nullable String words) {
        var path = UriComponentsBuilder.fromPath("/registrations/" + slug);
        if (query.province() != null) {
            path.queryParam("province", query.province());
        }
        if (query.state() != null) {
            path.queryParam("state", query.state().name());
        }
        if (words != null && !words.isBlank()) {
            path.queryParam("q", words);
        }
        return path.build().toUriString();
    }

    private static String back(String slug, @Nullable String province, String told) {
        return "redirect:"
                + UriComponentsBuilder.fromPath("/registrations/" + slug)
                        .queryParam("province", province == null ? "" : province)
                        .queryParam("told", told)
                        .build()
                        .toUriString();
    }

    private static String toPerson(String slug, String uuid, String told) {
        return "redirect:/registrations/" + slug + "/people/" + UUID.fromString(uuid) + "?told=" + told;
    }

    private static ResponseEntity<byte[]> file(String name, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    private static boolean isDone(HttpSession session, @Nullable String once) {
        return once != null && session.getAttribute(DONE_ONCE) instanceof Map<?, ?> done && done.containsKey(once);
    }

    private static void done(HttpSession session, @Nullable String once) {
        var done = new LinkedHashMap<Object, Object>();
        if (session.getAttribute(DONE_ONCE) instanceof Map<?, ?> before) {
            done.putAll(before);
        }
        if (once != null) {
            done.put(once, Boolean.TRUE);
        }
        while (done.size() > 20) {
            done.remove(done.keySet().iterator().next());
        }
        session.setAttribute(DONE_ONCE, done);
    }
}
