package org.dawra.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.document.SheetSpec;
import org.dawra.document.Sheets;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.PersonErased;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of the general report. Each can be done again. */
@Component
class ReportDesk implements Reports {

    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ReportRows rows;
    private final FigureGathering gathering;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final Documents documents;
    private final Seal seal;
    private final DocumentStore store;
    private final Sheets sheets;
    private final Outbox outbox;
    private final PublicUrl publicUrl;
    private final MessageSource texts;
    private final ObjectMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    ReportDesk(
            ReportRows rows,
            FigureGathering gathering,
            TrainingCycles cycles,
            Accounts accounts,
            Documents documents,
            Seal seal,
            DocumentStore store,
            Sheets sheets,
            Outbox outbox,
            PublicUrl publicUrl,
            MessageSource texts,
            ObjectMapper json,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.gathering = gathering;
        this.cycles = cycles;
        this.accounts = accounts;
        this.documents = documents;
        this.seal = seal;
        this.store = store;
        this.sheets = sheets;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.texts = texts;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who must approve a report, and until when. */
    record Terms(List<String> confirmers, Instant due) {}

    /** Keeps the year's figures as they are now. */
    @Transactional
    Terms gather(CycleId cycle) {
        rows.gathered(cycle, write(gathering.of(cycle)), clock.instant());
        return new Terms(
                cycles.get(cycle).edition().confirmers(), clock.instant().plus(Duration.ofDays(DAYS_TO_WRITE)));
    }

    /** Takes the narrative. */
    @Transactional
    void writeNarrative(CycleId cycle, Fields fields, Actor actor) {
        if (!actor.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "report.notYours");
        }
        var ar = fields.text("narrativeAr", 8000);
        var fr = fields.optionalText("narrativeFr", 8000);
        var report = rows.get(cycle);
        rows.written(report.id(), ar, fr);
        audit.record(actor.userId(), "report.written", "report:" + report.id());
    }

    /** Renders and seals the next version. */
    @Transactional
    void render(CycleId id) {
        var report = rows.get(id);
        rows.rendered(report.id(), report.version() + 1, paper(cycles.get(id), report));
    }

    private long paper(TrainingCycle cycle, ReportRows.Report report) {
        var figures = figures(report);
        var address = publicUrl.of("/reports/" + cycle.slug());
        var key = seal.fingerprint();
        var ar = ReportPaper.of(cycle, figures, report.narrativeAr(), Language.AR, texts, address, key);
        var fr = ReportPaper.of(cycle, figures, report.narrativeFr(), Language.FR, texts, address, key);
        var sealed = seal.seal(
                documents.render(List.of(ar, fr)),
                new SealRequest(
                        ar.title(),
                        cycle.sample()
                                ? "الموقّع (نموذج)"
                                : cycle.edition().network().name().ar(),
                        cycle.sample(),
                        clock.instant()));
        return store.store("report", "report-" + cycle.slug() + ".pdf", PDF, sealed, cycle.sample());
    }

    /** Takes one of the approvals. Whoever decided in one capacity does not decide in the other. */
    @Transactional
    void approve(CycleId cycle, String confirmer, Fields fields, Actor actor) {
        if (!actor.in(confirmer)) {
            throw new Refused("", "report.notYours");
        }
        var approved = fields.option("decision", Decision.class) == Decision.APPROVE;
        var note = fields.optionalText("note", 1000);
        if (!approved && note == null) {
            throw new Refused("note", "report.noteRequired");
        }
        var report = rows.get(cycle);
        for (var other : rows.approvals(report)) {
            if (other.actor().equals(actor.userId()) || accounts.samePerson(other.actor(), actor.userId())) {
                throw new Refused("", "report.samePerson");
            }
        }
        rows.approve(report, new ReportRows.Approval(confirmer, actor.userId(), approved, note), clock.instant());
        audit.record(actor.userId(), approved ? "report.approved" : "report.returned", "report:" + report.id());
    }

    /** What a confirmer may answer. */
    enum Decision {
        APPROVE,
        RETURN
    }

    /** Whether everyone approved the version at hand. */
    @Transactional
    boolean conclude(CycleId cycle) {
        var report = rows.get(cycle);
        var approvals = rows.approvals(report);
        var all = approvals.size() >= cycles.get(cycle).edition().confirmers().size()
                && approvals.stream().allMatch(ReportRows.Approval::approved);
        rows.concluded(report.id(), all ? ReportRows.State.APPROVED : ReportRows.State.RETURNED);
        return all;
    }

    /** Publishes report, press release and figures. */
    @Transactional
    void publish(CycleId id) {
        var report = rows.get(id);
        if (report.state() == ReportRows.State.PUBLISHED) {
            return;
        }
        var cycle = cycles.get(id);
        var figures = figures(report);
        rows.published(
                report.id(),
                press(cycle, figures, Language.AR),
                press(cycle, figures, Language.FR),
                store.store(
                        "report-figures",
                        "figures-" + cycle.slug() + ".xlsx",
                        XLSX,
                        workbook(cycle, figures),
                        cycle.sample()),
                clock.instant());
        audit.record("engine", "report.published", "report:" + report.id());
    }

    /**
     * Takes the name of an institution that was one person out of figures and narrative, and makes the papers anew that
     * told it. What was approved stays approved: nothing else changes.
     */
    @EventListener
    @Transactional
    public void on(PersonErased erased) {
        var own = erased.institution();
        if (own == null) {
            return;
        }
        for (var report : rows.all()) {
            var figures = write(figures(report).without(own.names()));
            var ar = without(own.names(), report.narrativeAr());
            var fr = without(own.names(), report.narrativeFr());
            if (!figures.equals(write(figures(report)))
                    || !Objects.equals(ar, report.narrativeAr())
                    || !Objects.equals(fr, report.narrativeFr())) {
                rows.corrected(report.id(), figures, ar, fr);
                makeAnew(report, rows.get(report.cycle()));
            }
        }
    }

    private static @Nullable String without(Set<String> names, @Nullable String text) {
        var left = text;
        for (var name : names) {
            left = left == null
                    ? null
                    : Pattern.compile("(?<!\\p{L})" + Pattern.quote(name) + "(?!\\p{L})")
                            .matcher(left)
                            .replaceAll(Figures.NO_NAME);
        }
        return left;
    }

    private void makeAnew(ReportRows.Report before, ReportRows.Report now) {
        var cycle = cycles.get(now.cycle());
        if (before.document() != null) {
            rows.replaced(now.id(), paper(cycle, now));
        }
        if (before.state() == ReportRows.State.PUBLISHED) {
            rows.pressReplaced(
                    now.id(), press(cycle, figures(now), Language.AR), press(cycle, figures(now), Language.FR));
        }
        Stream.of(before.document(), before.pressAr(), before.pressFr())
                .flatMap(Stream::ofNullable)
                .forEach(store::erase);
    }

    private long press(TrainingCycle cycle, Figures figures, Language language) {
        var text = PressRelease.of(cycle.edition(), figures, language, texts);
        return store.store(
                "press-" + language.code(),
                "press." + language.code() + ".txt",
                TEXT,
                text.getBytes(StandardCharsets.UTF_8),
                cycle.sample());
    }

    private byte[] workbook(TrainingCycle cycle, Figures figures) {
        var rowsOfSheet = new ArrayList<List<?>>();
        figures.registrations()
                .forEach((province, count) ->
                        rowsOfSheet.add(List.of(text("report.chart.registrations"), name(cycle, province), count)));
        figures.kinds()
                .forEach((kind, count) ->
                        rowsOfSheet.add(List.of(text("report.chart.kinds"), text("report.kind." + kind), count)));
        for (var meeting : figures.meetings()) {
            var title = meeting.title().ar();
            meeting.byProvince()
                    .forEach((province, count) -> rowsOfSheet.add(
                            List.of(title + " – " + text("report.chart.participants"), name(cycle, province), count)));
            rowsOfSheet.add(List.of(title, text("report.figure.certificates"), meeting.certificates()));
            rowsOfSheet.add(List.of(title, text("report.figure.answered"), meeting.answered()));
            meeting.grades()
                    .forEach(g -> rowsOfSheet.add(List.of(
                            title + " – " + text("report.chart.grades"),
                            g.question().ar(),
                            g.mean())));
        }
        rowsOfSheet.add(List.of(
                text("report.paper.agreements"), "", figures.agreements().size()));
        rowsOfSheet.add(List.of(
                text("report.paper.recommendations"),
                "",
                figures.recommendations().size()));
        var out = new ByteArrayOutputStream();
        sheets.write(
                List.of(new SheetSpec(
                        text("report.paper.figures"),
                        true,
                        List.of(
                                new SheetSpec.Column(text("report.sheet.section"), 50),
                                new SheetSpec.Column(text("report.sheet.item"), 50),
                                new SheetSpec.Column(text("report.sheet.value"), 14)),
                        rowsOfSheet)),
                out);
        return out.toByteArray();
    }

    /** Tells those who worked for the year, once each, where the report is. */
    @Transactional
    void mail(CycleId id) {
        var cycle = cycles.get(id);
        var address = publicUrl.of("/reports/" + cycle.slug());
        var messages = new ArrayList<Message>();
        for (var role : List.of(
                Role.PRESIDENT,
                Role.PROGRAMME_MANAGER,
                Role.WORKING_TEAM,
                Role.COORDINATOR,
                Role.PARTNER,
                Role.FACILITATOR,
                Role.JURY)) {
            accounts.withRole(role).forEach(account -> messages.add(message(cycle, account, address)));
        }
        outbox.planAll(messages);
    }

    private Message message(TrainingCycle cycle, Account account, String address) {
        var language = Language.of(Locale.forLanguageTag(account.language()));
        return new Message(
                "report:" + cycle.id().key() + ":" + account.userId(),
                GeneralReport.KEY + ":" + cycle.id().key(),
                new Message.Recipient(
                        account.displayName(), account.email(), account.phone(), Role.PROGRAMME_MANAGER.group()),
                language.code(),
                texts.getMessage(
                        "report.mail.subject", new Object[] {Integer.toString(cycle.number())}, language.locale()),
                texts.getMessage(
                        "report.mail.text",
                        new Object[] {
                            account.displayName(), cycle.edition().title().in(language), address
                        },
                        language.locale()),
                List.of(),
                Message.Decline.NO_MORE);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PublishedReport> of(CycleId cycle) {
        return rows.find(cycle).flatMap(ReportDesk::published);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Approvals> approvals(CycleId cycle) {
        return rows.find(cycle)
                .filter(report -> report.version() > 0)
                .map(report -> new Approvals(
                        rows.approvals(report).size(),
                        cycles.get(cycle).edition().confirmers().size()));
    }

    private static Optional<PublishedReport> published(ReportRows.Report report) {
        var document = report.document();
        var pressAr = report.pressAr();
        var pressFr = report.pressFr();
        var workbook = report.workbook();
        var at = report.publishedAt();
        return document == null || pressAr == null || pressFr == null || workbook == null || at == null
                ? Optional.empty()
                : Optional.of(new PublishedReport(report.cycle(), document, pressAr, pressFr, workbook, at));
    }

    /** The report in the making, or published. */
    @Transactional(readOnly = true)
    Optional<ReportRows.Report> find(CycleId cycle) {
        return rows.find(cycle);
    }

    /** Notes of those who returned the version before, for whoever writes the next. */
    @Transactional(readOnly = true)
    List<String> notes(ReportRows.Report report) {
        return rows.approvals(report).stream()
                .filter(a -> !a.approved())
                .map(ReportRows.Approval::note)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The groups that have decided about the version at hand. */
    @Transactional(readOnly = true)
    Set<String> answered(ReportRows.Report report) {
        return rows.approvals(report).stream()
                .map(ReportRows.Approval::confirmer)
                .collect(Collectors.toSet());
    }

    Figures figures(ReportRows.Report report) {
        try {
            return json.readValue(report.figures(), Figures.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The figures of report " + report.id() + " cannot be read", e);
        }
    }

    private String write(Figures figures) {
        try {
            return json.writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String text(String key) {
        return texts.getMessage(key, null, Language.AR.locale());
    }

    private static String name(TrainingCycle cycle, String province) {
        return cycle.edition().province(province).map(p -> p.name().ar()).orElse(province);
    }
}
