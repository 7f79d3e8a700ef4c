package org.dawra.partnership;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Edition;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes the versions of an agreement: the first from what the edition says, each later one after a party's remark. */
@Service
class AgreementDrafting {

    private static final int TITLE = 300;
    private static final int OBJECT = 4_000;
    private static final int COMMITMENT = 2_000;
    private static final int MOST_COMMITMENTS = 40;
    private static final int MOST_PARTIES = 6;

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final MessageSource messages;
    private final PublicUrl publicUrl;
    private final AuditTrail audit;
    private final Clock clock;

    AgreementDrafting(
            AgreementRows rows,
            TrainingCycles cycles,
            MessageSource messages,
            PublicUrl publicUrl,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.cycles = cycles;
        this.messages = messages;
        this.publicUrl = publicUrl;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes the first or the next version, to be sealed.
     *
     * @return when the agreement lapses unless it is signed
     */
    @Transactional
    public Instant draft(long id, Fields fields, Actor by) {
        var agreement = rows.get(id);
        if (!by.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "partnership.refused.notYours");
        }
        if (agreement.state() != AgreementState.DRAFT && agreement.state() != AgreementState.CHANGES_ASKED) {
            throw new Refused("", "partnership.refused.notDrafting");
        }
        if (!agreement.sample() && !publicUrl.isSet()) {
            throw new Refused("", "partnership.refused.noPublicUrl");
        }
        takeParties(agreement, fields);
        var sides = sides(agreement);
        var content = new AgreementContent(
                text(fields, "title", TITLE), text(fields, "object", OBJECT), commitments(fields, sides));
        var number = rows.latest(id).map(AgreementVersion::number).orElse(0) + 1;
        rows.addVersion(id, number, content, by.userId());
        audit.record(by.userId(), "agreement.drafted", agreement.subject());
        if (agreement.expiresAt() != null) {
            return agreement.expiresAt();
        }
        var expiry = AgreementDeadlines.expiry(
                clock.instant(), cycles.timetable(agreement.cycle()).yearEnd());
        rows.expireAt(id, expiry);
        return expiry;
    }

    /** What the drafting form begins with: the latest version, or before there is one what the edition says. */
    @Transactional(readOnly = true)
    public AgreementContent proposed(Agreement agreement) {
        return rows.latest(agreement.id())
                .map(AgreementVersion::content)
                .orElseGet(() ->
                        fromEdition(agreement, cycles.get(agreement.cycle()).edition()));
    }

    private AgreementContent fromEdition(Agreement agreement, Edition edition) {
        if (agreement.kind() == AgreementKind.INSTITUTIONS) {
            return edition.institutionAgreements().stream()
                    .filter(entry -> entry.code().equals(agreement.code()))
                    .findFirst()
                    .map(entry -> new AgreementContent(
                            AgreementText.of(entry.title()),
                            AgreementText.of(entry.object()),
                            entry.commitments().stream()
                                    .map(c -> new Commitment(Commitment.ALL, AgreementText.of(c)))
                                    .toList()))
                    .orElseThrow();
        }
        var partner = edition.partner(agreement.code()).orElseThrow();
        var commitments = new ArrayList<Commitment>();
        edition.agreement()
                .networkCommitments()
                .forEach(c -> commitments.add(new Commitment(Commitment.NETWORK, AgreementText.of(c))));
        partner.commitments().forEach(c -> commitments.add(new Commitment(partner.code(), AgreementText.of(c))));
        return new AgreementContent(
                new AgreementText(title(Language.AR, edition, partner), title(Language.FR, edition, partner)),
                AgreementText.of(edition.agreement().object()),
                commitments);
    }

    private String title(Language language, Edition edition, Edition.PartnerEntry partner) {
        return messages.getMessage(
                "partnership.title",
                new Object[] {
                    Integer.toString(edition.number()),
                    edition.network().name().in(language),
                    partner.name().in(language)
                },
                language.locale());
    }

    private Set<String> sides(Agreement agreement) {
        var sides = rows.parties(agreement.id()).stream()
                .map(AgreementParty::code)
                .collect(Collectors.toCollection(HashSet::new));
        sides.add(Commitment.ALL);
        if (agreement.kind() == AgreementKind.PARTNER) {
            sides.add(Commitment.NETWORK);
        }
        return sides;
    }

    private static AgreementText text(Fields fields, String name, int max) {
        return new AgreementText(fields.text(name + "Ar", max), fields.optionalText(name + "Fr", max));
    }

    private static List<Commitment> commitments(Fields fields, Set<String> sides) {
        var rows = fields.rows("commitments");
        if (rows.isEmpty()) {
            throw fields.refused("commitments", "partnership.refused.noCommitment");
        }
        if (rows.size() > MOST_COMMITMENTS) {
            throw fields.refused("commitments", "form.tooManyRows", MOST_COMMITMENTS);
        }
        return rows.stream()
                .map(row -> {
                    var by = row.text("by", 80);
                    if (!sides.contains(by)) {
                        throw row.refused("by", "form.option");
                    }
                    return new Commitment(by, text(row, "text", COMMITMENT));
                })
                .toList();
    }

    /**
     * Takes names and contacts of the parties when the form gives them. Parties come and go only before the first
     * version: later ones have decided already.
     */
    private void takeParties(Agreement agreement, Fields fields) {
        if (!fields.has("parties")) {
            return;
        }
        var given = fields.rows("parties");
        var known = rows.parties(agreement.id());
        var mayChange = agreement.kind() == AgreementKind.INSTITUTIONS
                && rows.latest(agreement.id()).isEmpty();
        if (mayChange && (given.size() < 2 || given.size() > MOST_PARTIES)) {
            throw fields.refused("parties", "partnership.refused.parties", MOST_PARTIES);
        }
        var named = new HashSet<String>();
        var kept = new HashSet<String>();
        for (var row : given) {
            var name = text(row, "name", TITLE);
            if (!named.add(name.ar().toLowerCase(Locale.ROOT))) {
                throw row.refused("nameAr", "partnership.refused.twice");
            }
            var contact = ContactFields.read(row);
            var code = row.optionalText("code", 80);
            var party = known.stream().filter(p -> p.code().equals(code)).findFirst();
            if (party.isPresent()) {
                var fixedName =
                        agreement.kind() == AgreementKind.PARTNER ? party.get().name() : name;
                rows.changeParty(party.get().id(), fixedName, contact);
                kept.add(party.get().code());
            } else if (mayChange && code == null) {
                var free = "entry-" + (rows.parties(agreement.id()).size() + 1);
                rows.addParty(agreement.id(), free, name, null);
                rows.parties(agreement.id()).stream()
                        .filter(p -> p.code().equals(free))
                        .forEach(p -> rows.changeParty(p.id(), name, contact));
                kept.add(free);
            } else {
                throw row.refused("nameAr", "form.option");
            }
        }
        if (mayChange) {
            known.stream().filter(p -> !kept.contains(p.code())).forEach(p -> rows.removeParty(p.id()));
        }
    }
}
