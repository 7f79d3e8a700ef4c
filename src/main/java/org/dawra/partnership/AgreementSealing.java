package org.dawra.partnership;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Attachment;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the sealed files: one a version, and the final one with the signatures. */
@Service
class AgreementSealing {

    /** Document kind of a version that lies before the parties. */
    static final String VERSION_KIND = "agreement-version";

    /** Document kind of the final file. */
    static final String FINAL_KIND = "agreement";

    private static final String PDF = "application/pdf";

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final AgreementPapers papers;
    private final Documents documents;
    private final Seal seal;
    private final DocumentStore store;
    private final AgreementSigning signing;
    private final AgreementLetters letters;
    private final AuditTrail audit;
    private final Clock clock;

    AgreementSealing(
            AgreementRows rows,
            TrainingCycles cycles,
            Accounts accounts,
            AgreementPapers papers,
            Documents documents,
            Seal seal,
            DocumentStore store,
            AgreementSigning signing,
            AgreementLetters letters,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.cycles = cycles;
        this.accounts = accounts;
        this.papers = papers;
        this.documents = documents;
        this.seal = seal;
        this.store = store;
        this.signing = signing;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who reviews a version, and by when. */
    record Laid(List<String> reviewers, Instant due) {}

    /** Seals the latest version and lays it before the parties; a version that has its file stays as it is. */
    @Transactional
    public Laid lay(long id) {
        var agreement = rows.get(id);
        var version = rows.latest(id).orElseThrow();
        if (version.sealed() == null) {
            findAccounts(agreement);
            var cycle = cycles.get(agreement.cycle());
            var now = clock.instant();
            var code = Codes.newCode();
            var paper = papers.version(cycle, agreement, rows.parties(id), version, code);
            var bytes = seal(cycle, paper, List.of(), now);
            var document = store.store(
                    VERSION_KIND, fileName(cycle, agreement, "-v" + version.number()), PDF, bytes, agreement.sample());
            var sealed =
                    new AgreementVersion.Sealed(document, Codes.sha256(bytes), now, AgreementDeadlines.reviewDue(now));
            rows.seal(version.id(), sealed, Codes.hash(code));
            rows.save(agreement, agreement.become(AgreementState.IN_REVIEW, now));
            audit.record("engine", "agreement.versionSealed", agreement.subject() + ":v" + version.number());
            letters.lay(agreement, rows.latest(id).orElseThrow());
        }
        var laid = rows.latest(id).orElseThrow();
        return new Laid(
                rows.parties(id).stream().map(AgreementParty::assignee).toList(),
                laid.seal().reviewDue());
    }

    /** Makes the final file with all signatures; done once. */
    @Transactional
    public void finish(long id) {
        var agreement = rows.get(id);
        if (agreement.state() == AgreementState.SIGNED) {
            return;
        }
        var missing = signing.missing(agreement);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(agreement.subject() + " lacks signatures: " + missing.size());
        }
        var cycle = cycles.get(agreement.cycle());
        var version = rows.latest(id).orElseThrow();
        var signatures = rows.signatures(id);
        var signedOn = signatures.stream()
                .map(AgreementSignature::signedOn)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var now = clock.instant();
        var code = Codes.newCode();
        var paper = papers.signed(cycle, agreement, rows.parties(id), version, code, signatures, signedOn);
        var bytes = seal(cycle, paper, scans(signatures), now);
        var document = store.store(FINAL_KIND, fileName(cycle, agreement, ""), PDF, bytes, agreement.sample());
        finish(agreement, document, Codes.sha256(bytes), code, signedOn, now);
    }

    private void finish(
            Agreement agreement, long document, String sha256, String code, LocalDate signedOn, Instant now) {
        rows.finish(agreement.id(), document, sha256, Codes.hash(code), signedOn);
        rows.save(agreement, agreement.become(AgreementState.SIGNED, now));
        audit.record("engine", "agreement.signed", agreement.subject());
        letters.tellParties(agreement);
    }

    /** The scans of signed sheets: whoever holds the final file holds what was signed, byte for byte. */
    private List<Attachment> scans(List<AgreementSignature> signatures) {
        return signatures.stream()
                .map(AgreementSignature::scan)
                .filter(Objects::nonNull)
                .map(scan -> store.find(scan).orElseThrow())
                .flatMap(scan -> Optional.ofNullable(scan.bytes())
                        .map(bytes -> new Attachment(scan.fileName(), scan.mime(), papers.scanDescription(), bytes))
                        .stream())
                .toList();
    }

    private byte[] seal(TrainingCycle cycle, Paper paper, List<Attachment> attachments, Instant now) {
        var network = cycle.edition().network().name().ar();
        return seal.seal(
                documents.render(paper, attachments), new SealRequest(paper.title(), network, cycle.sample(), now));
    }

    /** An official's account may have been made after the agreement was opened. */
    private void findAccounts(Agreement agreement) {
        if (agreement.kind() != AgreementKind.PARTNER) {
            return;
        }
        for (var party : rows.parties(agreement.id())) {
            if (party.userId() == null) {
                accounts.withRole(Role.PARTNER, party.code()).stream()
                        .findFirst()
                        .map(Account::userId)
                        .ifPresent(user -> rows.actsAs(party.id(), user));
            }
        }
    }

    private static String fileName(TrainingCycle cycle, Agreement agreement, String suffix) {
        var code = agreement.code().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        return "agreement-" + cycle.slug() + "-" + agreement.id() + "-" + code + suffix + ".pdf";
    }
}
