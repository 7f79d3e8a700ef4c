package org.dawra.partnership;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dawra.access.Account;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The review of a version by the parties. */
@Service
class AgreementReview {

    private static final int COMMENT = 4_000;

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final NetworkSignatories signatories;
    private final AgreementLetters letters;
    private final AuditTrail audit;
    private final Clock clock;

    AgreementReview(
            AgreementRows rows,
            TrainingCycles cycles,
            NetworkSignatories signatories,
            AgreementLetters letters,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.cycles = cycles;
        this.signatories = signatories;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes what a party says to the version at hand. */
    @Transactional
    public void decide(long id, Fields fields, Actor by) {
        var agreement = rows.get(id);
        if (agreement.state() != AgreementState.IN_REVIEW) {
            throw new Refused("", "partnership.refused.notInReview");
        }
        var party = party(id, by);
        var version = rows.latest(id).orElseThrow();
        if (fields.has("version") && fields.integer("version", 1, Integer.MAX_VALUE) != version.number()) {
            throw new Refused("", "partnership.refused.otherVersion", version.number());
        }
        if (rows.decisions(version.id()).stream().anyMatch(d -> d.party() == party.id())) {
            throw new Refused("", "partnership.refused.decided");
        }
        var kind = fields.option("decision", PartyDecision.Kind.class);
        var comment = fields.optionalText("comment", COMMENT);
        if (comment == null && kind != PartyDecision.Kind.APPROVE) {
            throw new Refused("comment", "partnership.refused.comment." + kind);
        }
        var decision = new PartyDecision(party.id(), kind, comment, wish(agreement, fields, kind), clock.instant());
        rows.addDecision(version.id(), decision, by.userId());
        audit.record(by.userId(), "agreement." + deed(kind), agreement.subject() + ":v" + version.number());
        letters.tellManagers(agreement, version, party, kind);
    }

    /** What the review came to, for the gateways of the process. */
    record Conclusion(
            PartyDecision.Outcome outcome, @Nullable Signing signing, List<String> networkSignatories) {}

    /** Concludes the review once all parties have decided; concluding twice changes nothing. */
    @Transactional
    public Conclusion conclude(long id) {
        var agreement = rows.get(id);
        var version = rows.latest(id).orElseThrow();
        var decisions = rows.decisions(version.id());
        if (decisions.size() < rows.parties(id).size()) {
            throw new IllegalStateException(agreement.subject() + " still waits for a party");
        }
        var outcome = PartyDecision.outcome(decisions);
        var signing = outcome == PartyDecision.Outcome.APPROVED
                ? PartyDecision.signing(decisions, agreement.usualSigning(), electronicPossible(agreement))
                : null;
        if (agreement.state() == AgreementState.IN_REVIEW) {
            var after = agreement.become(next(outcome), clock.instant());
            rows.save(agreement, signing == null ? after : after.signedBy(signing));
        }
        return new Conclusion(outcome, signing, networkSignatories(agreement, signing));
    }

    /** Until when the network should have revised what the parties want changed. */
    Instant revisionDue() {
        return AgreementDeadlines.revisionDue(clock.instant());
    }

    /** Reminds one reviewer of the version at hand, once. */
    @Transactional
    public void remind(long id, String reviewer) {
        var agreement = rows.get(id);
        if (agreement.state() != AgreementState.IN_REVIEW) {
            return;
        }
        rows.parties(id).stream()
                .filter(party -> party.assignee().equals(reviewer))
                .forEach(party -> letters.remind(agreement, rows.latest(id).orElseThrow(), party));
    }

    /** Ends an agreement that nobody signed in time. */
    @Transactional
    public void expire(long id) {
        var agreement = rows.get(id);
        if (agreement.state().isFinal()) {
            return;
        }
        rows.save(agreement, agreement.become(AgreementState.EXPIRED, clock.instant()));
        audit.record("engine", "agreement.expired", agreement.subject());
        letters.tellManagersOfExpiry(agreement);
    }

    /** Whether everybody who would have to sign electronically can: the network's signatories need accounts of their own. */
    @Transactional(readOnly = true)
    public boolean electronicPossible(Agreement agreement) {
        return agreement.kind() == AgreementKind.INSTITUTIONS
                || signatories.areComplete(cycles.get(agreement.cycle()).edition());
    }

    private List<String> networkSignatories(Agreement agreement, @Nullable Signing signing) {
        if (agreement.kind() == AgreementKind.INSTITUTIONS || signing != Signing.ELECTRONIC) {
            return List.of();
        }
        return signatories.of(cycles.get(agreement.cycle()).edition()).stream()
                .map(Account::userId)
                .toList();
    }

    private @Nullable Signing wish(Agreement agreement, Fields fields, PartyDecision.Kind kind) {
        if (kind != PartyDecision.Kind.APPROVE || !fields.has("signing")) {
            return null;
        }
        var wish = fields.option("signing", Signing.class);
        if (wish == Signing.ELECTRONIC && !electronicPossible(agreement)) {
            throw new Refused("signing", "partnership.refused.onlyPaper");
        }
        return wish;
    }

    private AgreementParty party(long id, Actor by) {
        return rows.parties(id).stream()
                .filter(p -> p.assignee().equals(by.userId()))
                .findFirst()
                .orElseThrow(() -> new Refused("", "partnership.refused.notYours"));
    }

    private static String deed(PartyDecision.Kind kind) {
        return switch (kind) {
            case APPROVE -> "approved";
            case CHANGES -> "changesAsked";
            case DECLINE -> "declined";
        };
    }

    private static AgreementState next(PartyDecision.Outcome outcome) {
        return switch (outcome) {
            case APPROVED -> AgreementState.SIGNING;
            case CHANGES -> AgreementState.CHANGES_ASKED;
            case DECLINED -> AgreementState.DECLINED;
        };
    }
}
