package org.dawra.partnership;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.StoredDocument;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Collects the signatures of a version that all parties approved. Law 43-20 lets no signature be refused merely for being
 * electronic; what is kept as evidence is who, when, in which function, with which consent, and the fingerprint of the
 * file. A signed and stamped sheet, scanned, with date and reference, is a full signature too.
 */
@Service
class AgreementSigning {

    /** Version of the consent text that signatories accept; changes with the text. */
    static final String CONSENT = "2026-1";

    private static final int FUNCTION = 200;
    private static final int REFERENCE = 120;
    private static final int REASON = 1_000;

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final DocumentStore store;
    private final AgreementLetters letters;
    private final AuditTrail audit;
    private final Clock clock;

    AgreementSigning(
            AgreementRows rows,
            TrainingCycles cycles,
            Accounts accounts,
            DocumentStore store,
            AgreementLetters letters,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.cycles = cycles;
        this.accounts = accounts;
        this.store = store;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** The electronic signature of a party. */
    @Transactional
    public void signForParty(long id, Fields fields, Actor by) {
        var agreement = signable(id, Signing.ELECTRONIC);
        var party = rows.parties(id).stream()
                .filter(p -> p.assignee().equals(by.userId()))
                .findFirst()
                .orElseThrow(() -> new Refused("", "partnership.refused.notYours"));
        refuseSecond(id, by);
        var function = fields.optionalText("function", FUNCTION);
        if (function == null) {
            throw new Refused("function", "partnership.refused.function");
        }
        var sha256 = consentedVersion(id, fields);
        rows.addSignature(id, electronic(agreement, by, party.id(), function, sha256));
        audit.record(by.userId(), "agreement.signedByParty", agreement.subject() + ":sha256:" + sha256);
    }

    /**
     * The electronic signature of one of the network's signatories, each of whom signs once; or, where {@code decision} says
     * so, the word of one of them that the network does not sign, which ends the agreement.
     */
    @Transactional
    public NetworkAnswer signForNetwork(long id, Fields fields, Actor by) {
        var agreement = signable(id, Signing.ELECTRONIC);
        var role = accounts.find(by.userId())
                .map(Account::role)
                .filter(r -> !r.isScoped() && confirmers(agreement).contains(r.group()))
                .orElseThrow(() -> new Refused("", "partnership.refused.notYours"));
        refuseSecond(id, by);
        if (rows.signatures(id).stream()
                .anyMatch(s -> s.party() == null && role.group().equals(s.function()))) {
            throw new Refused("", "partnership.refused.signed");
        }
        if (answer(fields) == NetworkAnswer.DECLINE) {
            return decline(agreement, fields, role, by);
        }
        var sha256 = consentedVersion(id, fields);
        rows.addSignature(id, electronic(agreement, by, null, role.group(), sha256));
        audit.record(by.userId(), "agreement.signedForNetwork", agreement.subject() + ":sha256:" + sha256);
        return NetworkAnswer.SIGN;
    }

    private static NetworkAnswer answer(Fields fields) {
        return fields.has("decision") ? fields.option("decision", NetworkAnswer.class) : NetworkAnswer.SIGN;
    }

    private NetworkAnswer decline(Agreement agreement, Fields fields, Role role, Actor by) {
        var reason = fields.text("reason", REASON);
        rows.save(agreement, agreement.become(AgreementState.DECLINED, clock.instant()));
        rows.withhold(agreement.id(), by.userId(), reason, true, clock.instant());
        letters.tellOfRefusal(agreement, rows.latest(agreement.id()).orElseThrow(), role, reason, by);
        audit.record(by.userId(), "agreement.declinedByNetwork", agreement.subject());
        return NetworkAnswer.DECLINE;
    }

    /**
     * Takes note of why a signatory of the network does not sign yet, and tells the programme managers. The signature stays
     * asked for until the agreement lapses.
     */
    @Transactional
    public void withhold(long id, Fields fields, Actor by) {
        var agreement = signable(id, Signing.ELECTRONIC);
        var role = accounts.find(by.userId())
                .map(Account::role)
                .filter(r -> !r.isScoped() && confirmers(agreement).contains(r.group()))
                .orElseThrow(() -> new Refused("", "partnership.refused.notYours"));
        var reason = fields.text("reason", REASON);
        var row = rows.withhold(id, by.userId(), reason, false, clock.instant());
        letters.tellManagersOfWithholding(agreement, rows.latest(id).orElseThrow(), role, reason, row);
        audit.record(by.userId(), "agreement.signatureWithheld", agreement.subject());
    }

    /** Records the sheet that all parties signed and stamped, or that the network does not sign it. */
    @Transactional
    public NetworkAnswer recordPaper(long id, Fields fields, Actor by) {
        if (!by.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "partnership.refused.notYours");
        }
        var agreement = signable(id, Signing.PAPER);
        if (answer(fields) == NetworkAnswer.DECLINE) {
            if (agreement.kind() != AgreementKind.PARTNER) {
                throw new Refused("decision", "partnership.refused.noParty");
            }
            return decline(agreement, fields, Role.PROGRAMME_MANAGER, by);
        }
        var scan = scan(fields);
        var signedOn = fields.date("signedOn");
        var today = today(agreement);
        if (signedOn.isAfter(today)) {
            throw new Refused("signedOn", "partnership.refused.future");
        }
        if (signedOn.getYear() < cycles.get(agreement.cycle()).number() - 1) {
            throw new Refused("signedOn", "partnership.refused.tooEarly");
        }
        var reference = fields.text("reference", REFERENCE);
        var version = rows.latest(id).orElseThrow();
        rows.addSignature(
                id,
                new AgreementSignature(
                        Signing.PAPER,
                        by.userId(),
                        null,
                        null,
                        null,
                        version.seal().sha256(),
                        clock.instant(),
                        signedOn,
                        scan.id(),
                        reference));
        audit.record(by.userId(), "agreement.paperSignatureRecorded", agreement.subject());
        return NetworkAnswer.SIGN;
    }

    /** Who has yet to sign: codes of parties, group ids of the network's roles, or PAPER for the signed sheet. */
    @Transactional(readOnly = true)
    public List<String> missing(Agreement agreement) {
        var signatures = rows.signatures(agreement.id());
        if (agreement.signing() != Signing.ELECTRONIC) {
            return signatures.isEmpty() ? List.of(Signing.PAPER.name()) : List.of();
        }
        var missing = new ArrayList<String>();
        for (var party : rows.parties(agreement.id())) {
            if (signatures.stream().noneMatch(s -> s.party() != null && s.party() == party.id())) {
                missing.add(party.code());
            }
        }
        if (agreement.kind() == AgreementKind.PARTNER) {
            for (var group : confirmers(agreement)) {
                if (signatures.stream().noneMatch(s -> s.party() == null && group.equals(s.function()))) {
                    missing.add(group);
                }
            }
        }
        return missing;
    }

    private List<String> confirmers(Agreement agreement) {
        return agreement.kind() == AgreementKind.PARTNER
                ? cycles.get(agreement.cycle()).edition().confirmers()
                : List.of();
    }

    private Agreement signable(long id, Signing way) {
        var agreement = rows.get(id);
        if (agreement.state() != AgreementState.SIGNING || agreement.signing() != way) {
            throw new Refused("", "partnership.refused.notSigning");
        }
        return agreement;
    }

    private void refuseSecond(long id, Actor by) {
        if (rows.signatures(id).stream().anyMatch(s -> accounts.samePerson(s.signer(), by.userId()))) {
            throw new Refused("", "partnership.refused.signed");
        }
    }

    /** The fingerprint of what is signed; consent is explicit, and to the very file that the signatory saw. */
    private String consentedVersion(long id, Fields fields) {
        if (!fields.flag("consent")) {
            throw new Refused("consent", "partnership.refused.consent");
        }
        var sha256 = rows.latest(id).orElseThrow().seal().sha256();
        var seen = fields.optionalText("fingerprint", 64);
        if (seen != null && !seen.equals(sha256)) {
            throw new Refused("", "partnership.refused.otherFile");
        }
        return sha256;
    }

    private AgreementSignature electronic(
            Agreement agreement, Actor by, @Nullable Long party, String function, String sha256) {
        return new AgreementSignature(
                Signing.ELECTRONIC,
                by.userId(),
                party,
                function,
                CONSENT,
                sha256,
                clock.instant(),
                today(agreement),
                null,
                null);
    }

    private StoredDocument scan(Fields fields) {
        var typed = fields.text("scan", 40);
        return uuid(typed)
                .flatMap(store::byUuid)
                .filter(document -> document.kind().equals(AgreementScans.KIND) && !rows.scanUsed(document.id()))
                .orElseThrow(() -> new Refused("scan", "partnership.refused.scan"));
    }

    private static Optional<UUID> uuid(String typed) {
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private LocalDate today(Agreement agreement) {
        return cycles.localTimes(agreement.cycle()).local(clock.instant()).toLocalDate();
    }
}
