package org.dawra.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Edition.MeetingEntry;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.engine.ProcessHistory;
import org.dawra.partnership.AgreementLine;
import org.dawra.partnership.AgreementScans;
import org.dawra.partnership.Agreements;
import org.springframework.stereotype.Component;

/**
 * What the sample partners do: each reads and approves, the second after asking for one change; each signs as the edition
 * says. Institutions sign on paper, in the hall.
 */
@Component
class SampleAgreements {

    private static final String PROCESS = "partnership-agreement";

    private final Agreements agreements;
    private final AgreementScans scans;
    private final Documents documents;
    private final ProcessHistory history;
    private final Clock clock;

    SampleAgreements(
            Agreements agreements, AgreementScans scans, Documents documents, ProcessHistory history, Clock clock) {
        this.agreements = agreements;
        this.scans = scans;
        this.documents = documents;
        this.history = history;
        this.clock = clock;
    }

    void plays(Map<String, Play> plays, CycleId cycle, Edition edition) {
        plays.put(PROCESS + ":userTask_draftAgreement", (task, facts) -> content(facts));
        plays.put(PROCESS + ":userTask_reviseAgreement", (task, facts) -> content(facts));
        plays.put(
                PROCESS + ":userTask_reviewAgreement",
                (task, facts) -> review(line(cycle, task.businessKey()), edition));
        plays.put(
                PROCESS + ":userTask_recordPaperSignature",
                (task, facts) -> Map.of(
                        "scan", scans.keep(scan(), edition.sample()).toString(),
                        "signedOn", signedOn(edition).toString(),
                        "reference", "نموذج-" + task.businessKey()));
        plays.put(
                PROCESS + ":userTask_signAgreement",
                (task, facts) -> Map.of("function", "الموقّع (نموذج)", "consent", true));
        plays.put(PROCESS + ":userTask_signForNetwork", (task, facts) -> Map.of("consent", true));
    }

    boolean running(CycleId cycle) {
        return agreements.of(cycle).stream().anyMatch(a -> history.isRunning(PROCESS, Long.toString(a.id())));
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

    private LocalDate signedOn(Edition edition) {
        var today = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toLocalDate();
        return edition.meetings().stream()
                .map(MeetingEntry::happenedFrom)
                .filter(Objects::nonNull)
                .filter(day -> !day.isAfter(today))
                .findFirst()
                .orElse(today);
    }

    private byte[] scan() {
        return documents.render(Paper.in(PaperLanguage.AR, "نسخة ممسوحة من ورقة التوقيع")
                .sample(true)
                .heading(1, "ورقة التوقيع (نموذج)")
                .build());
    }
}
