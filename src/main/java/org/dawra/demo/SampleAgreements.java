package org.dawra.demo;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.engine.HumanTask;
import org.dawra.engine.ProcessHistory;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementLine;
import org.dawra.partnership.AgreementScans;
import org.dawra.partnership.Agreements;
import org.dawra.partnership.PartnershipAgreement;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * What the sample partners do: each reads and approves, the second after asking for one change; each signs as the edition
 * says. Institutions sign on paper, in the hall.
 */
@Component
@Profile("demo")
class SampleAgreements implements Chapter {

    private static final int DAYS_TO_REVIEW = 6;
    private static final int DAYS_TO_SIGN = 7;

    private final Agreements agreements;
    private final AgreementScans scans;
    private final Documents documents;
    private final ProcessHistory history;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Clock clock;

    SampleAgreements(
            Agreements agreements,
            AgreementScans scans,
            Documents documents,
            ProcessHistory history,
            TrainingCycles cycles,
            Programmes programmes,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.agreements = agreements;
        this.scans = scans;
        this.documents = documents;
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void write(Year year, Script script) {
        var cycle = year.cycle();
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.DRAFT,
                Timing.afterDays(1),
                (task, facts) -> content(facts));
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.REVISE,
                Timing.afterDays(1),
                (task, facts) -> content(facts));
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.REVIEW,
                Timing.afterDays(DAYS_TO_REVIEW),
                (task, facts) -> review(line(cycle, task.businessKey()), year.edition()));
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.RECORD_PAPER,
                task -> onPaper(cycle, task),
                (task, facts) -> Map.of(
                        "scan",
                        scans.keep(scan(), year.edition().sample()).toString(),
                        "signedOn",
                        cycles.localTimes(cycle).day(clock.instant()).toString(),
                        "reference",
                        "نموذج-" + task.businessKey()));
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.SIGN,
                Timing.afterDays(DAYS_TO_SIGN),
                (task, facts) -> Map.of("function", "الموقّع (نموذج)", "consent", true));
        script.task(
                PartnershipAgreement.KEY,
                PartnershipAgreement.SIGN_FOR_NETWORK,
                Timing.afterDays(1),
                (task, facts) -> Map.of("consent", true));
        script.lastsWhile(() -> agreements.of(cycle).stream()
                .anyMatch(a -> history.isRunning(PartnershipAgreement.KEY, Long.toString(a.id()))));
    }

    /** Partners sign at their desks; institutions sign in the hall, before the closing of the first meeting. */
    private Instant onPaper(CycleId cycle, HumanTask task) {
        var inTheHall = line(cycle, task.businessKey()).kind() == AgreementKind.INSTITUTIONS;
        return inTheHall
                ? programmes.timetable(programmes.meetings(cycle).get(0).id()).closing()
                : Timing.afterDays(DAYS_TO_SIGN).of(task);
    }

    private static Map<String, Object> content(Map<String, Object> facts) {
        var fields = new LinkedHashMap<String, Object>();
        for (var name : List.of("titleAr", "titleFr", "objectAr", "objectFr", "commitments", "parties")) {
            fields.put(name, Objects.requireNonNullElse(facts.get(name), ""));
        }
        return fields;
    }

    private static Map<String, Object> review(AgreementLine line, Edition edition) {
        var partners =
                edition.partners().stream().map(Edition.PartnerEntry::code).toList();
        var fields = new HashMap<String, Object>();
        if (line.version() == 1 && partners.indexOf(line.code()) == 1) {
            fields.put("decision", "CHANGES");
            fields.put("comment", "المرجو تدقيق الالتزام الأول (نموذج)");
            return fields;
        }
        fields.put("decision", "APPROVE");
        fields.put("comment", "");
        fields.put(
                "signing",
                edition.partner(line.code()).map(p -> p.signs().name()).orElse("PAPER"));
        return fields;
    }

    private AgreementLine line(CycleId cycle, String agreement) {
        return agreements.of(cycle).stream()
                .filter(a -> Long.toString(a.id()).equals(agreement))
                .findFirst()
                .orElseThrow();
    }

    private byte[] scan() {
        return documents.render(Paper.in(PaperLanguage.AR, "نسخة ممسوحة من ورقة التوقيع")
                .sample(true)
                .heading(1, "ورقة التوقيع (نموذج)")
                .build());
    }
}
