package org.dawra.partnership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.access.Accounts;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Signing;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.StoredDocument;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.HandLine;
import org.dawra.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the network's own pages and forms show of agreements. */
@Service
class AgreementDesk {

    private static final Set<Role> HANDS_OVER = Set.of(Role.PROGRAMME_MANAGER);

    private final AgreementRows rows;
    private final AgreementDrafting drafting;
    private final AgreementSigning signing;
    private final AgreementLetters letters;
    private final TrainingCycles cycles;
    private final DocumentStore store;
    private final Outbox outbox;
    private final Accounts accounts;
    private final MessageSource messages;

    AgreementDesk(
            AgreementRows rows,
            AgreementDrafting drafting,
            AgreementSigning signing,
            AgreementLetters letters,
            TrainingCycles cycles,
            DocumentStore store,
            Outbox outbox,
            Accounts accounts,
            MessageSource messages) {
        this.rows = rows;
        this.drafting = drafting;
        this.signing = signing;
        this.letters = letters;
        this.cycles = cycles;
        this.store = store;
        this.outbox = outbox;
        this.accounts = accounts;
        this.messages = messages;
    }

    /** An agreement in the staff list. */
    record Row(
            long id,
            AgreementKind kind,
            AgreementState state,
            String title,
            String parties,
            int version,
            String waitsFor,
            Instant since,
            @Nullable Signing signing,
            @Nullable LocalDate signedOn) {}

    /** Everything about one agreement. */
    record Sheet(
            Row row,
            boolean sample,
            AgreementContent content,
            List<PartyLine> parties,
            List<VersionLine> versions,
            List<SignatureLine> signatures,
            List<WithheldLine> withheld,
            @Nullable Instant expiresAt,
            boolean hasFinal,
            boolean hasScan) {}

    /** Why somebody of the network has not signed yet, or does not at all. */
    record WithheldLine(String who, String reason, boolean declined, Instant at) {}

    /** A party and the messages that wait to be handed to it. */
    record PartyLine(long id, String name, boolean byAccount, List<HandLine> handLines) {}

    /** A version with what the parties said to it. */
    record VersionLine(
            int number,
            String title,
            @Nullable Instant sealedAt,
            @Nullable String sha256,
            List<DecisionLine> decisions) {}

    /** What a party said. */
    record DecisionLine(
            String party,
            PartyDecision.Kind kind,
            @Nullable String comment,
            @Nullable Signing signing,
            Instant at) {}

    /** A signature. */
    record SignatureLine(
            Signing kind,
            String side,
            String function,
            Instant at,
            LocalDate signedOn,
            @Nullable String reference) {}

    /** The agreements of a cycle, those that wait for somebody in front. */
    @Transactional(readOnly = true)
    public List<Row> list(CycleId cycle, Locale locale) {
        return rows.of(cycle).stream()
                .map(agreement -> row(agreement, locale))
                .sorted(Comparator.comparing(row -> row.state().isFinal()))
                .toList();
    }

    /**
     * One agreement. Throws {@link java.util.NoSuchElementException} when there is none.
     *
     * @param withLinks whether the reader hands messages over: whoever sees a personal link can answer in the party's name
     */
    @Transactional(readOnly = true)
    public Sheet sheet(long id, boolean withLinks, Locale locale) {
        var agreement = rows.get(id);
        var parties = rows.parties(id);
        var names = parties.stream()
                .collect(Collectors.toMap(AgreementParty::id, p -> p.name().in(locale)));
        var signatures = rows.signatures(id);
        return new Sheet(
                row(agreement, locale),
                agreement.sample(),
                drafting.proposed(agreement),
                partyLines(agreement, parties, withLinks, locale),
                rows.versions(id).stream().map(v -> version(v, names, locale)).toList(),
                signatures.stream()
                        .map(s -> signature(agreement, s, names, locale))
                        .toList(),
                rows.withheld(id).stream()
                        .map(w -> new WithheldLine(
                                accounts.find(w.user())
                                        .map(account -> messages.getMessage(
                                                "access.role." + account.role().name(), null, locale))
                                        .orElse(w.user()),
                                w.reason(),
                                w.declined(),
                                w.at()))
                        .toList(),
                agreement.expiresAt(),
                agreement.finalDocument() != null,
                signatures.stream().anyMatch(s -> s.scan() != null));
    }

    /** The sealed file of a version. */
    @Transactional(readOnly = true)
    public Optional<StoredDocument> version(long id, int number) {
        return rows.versions(id).stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .map(AgreementVersion::sealed)
                .flatMap(file -> store.find(file.document()));
    }

    /** The final file. */
    @Transactional(readOnly = true)
    public Optional<StoredDocument> signed(long id) {
        return rows.find(id).map(Agreement::finalDocument).flatMap(store::find);
    }

    /** The scan of the signed sheet. */
    @Transactional(readOnly = true)
    public Optional<StoredDocument> scan(long id) {
        return rows.signatures(id).stream()
                .map(AgreementSignature::scan)
                .filter(scan -> scan != null)
                .findFirst()
                .flatMap(store::find);
    }

    /** A fresh personal link for a party, to be handed over. */
    @Transactional
    public void handOver(long id, long party, Actor actor) {
        Reach.requireOneOf(actor, HANDS_OVER);
        var agreement = rows.get(id);
        var version = rows.versions(id).stream()
                .filter(v -> v.sealed() != null)
                .findFirst()
                .orElseThrow(() -> new Refused("", "partnership.refused.noVersion"));
        if (agreement.state().isFinal() && agreement.state() != AgreementState.SIGNED) {
            throw new Refused("", "partnership.refused.ended");
        }
        var holder = rows.parties(id).stream()
                .filter(p -> p.id() == party)
                .findFirst()
                .orElseThrow();
        letters.handOver(agreement, version, holder);
    }

    /** Ticks a message as handed over. */
    @Transactional
    public void handed(long line, Actor actor) {
        Reach.requireOneOf(actor, HANDS_OVER);
        outbox.handed(AgreementLetters.HAND_LIST, line, actor.userId());
    }

    Row row(Agreement agreement, Locale locale) {
        var title = drafting.proposed(agreement).title().in(locale);
        var parties = rows.parties(agreement.id()).stream()
                .map(p -> p.name().in(locale))
                .collect(Collectors.joining(" · "));
        return new Row(
                agreement.id(),
                agreement.kind(),
                agreement.state(),
                title,
                parties,
                rows.latest(agreement.id()).map(AgreementVersion::number).orElse(0),
                String.join(" · ", waitsFor(agreement, locale)),
                agreement.since(),
                agreement.signing(),
                agreement.signedOn());
    }

    /** Whose turn it is, by name of the party or of the role. */
    List<String> waitsFor(Agreement agreement, Locale locale) {
        var parties = rows.parties(agreement.id());
        return switch (agreement.state()) {
            case DRAFT, CHANGES_ASKED -> List.of(role("programme-manager", locale));
            case IN_REVIEW -> {
                var decided = rows.latest(agreement.id()).map(AgreementVersion::id).map(rows::decisions).stream()
                        .flatMap(List::stream)
                        .map(PartyDecision::party)
                        .collect(Collectors.toSet());
                yield parties.stream()
                        .filter(p -> !decided.contains(p.id()))
                        .map(p -> p.name().in(locale))
                        .toList();
            }
            case SIGNING -> {
                Map<String, AgreementParty> byCode =
                        parties.stream().collect(Collectors.toMap(AgreementParty::code, Function.identity()));
                var names = new ArrayList<String>();
                for (var missing : signing.missing(agreement)) {
                    var party = byCode.get(missing);
                    names.add(
                            party == null ? role(missing, locale) : party.name().in(locale));
                }
                yield names;
            }
            case SIGNED, DECLINED, EXPIRED -> List.of();
        };
    }

    private List<PartyLine> partyLines(
            Agreement agreement, List<AgreementParty> parties, boolean withLinks, Locale locale) {
        return parties.stream()
                .map(party -> new PartyLine(
                        party.id(),
                        party.name().in(locale),
                        party.userId() != null,
                        withLinks
                                ? outbox.handLines(
                                        AgreementLetters.HAND_LIST, letters.purposesOfLinks(agreement, party))
                                : List.of()))
                .toList();
    }

    private VersionLine version(AgreementVersion version, Map<Long, String> names, Locale locale) {
        var sealed = version.sealed();
        return new VersionLine(
                version.number(),
                version.content().title().in(locale),
                sealed == null ? null : sealed.at(),
                sealed == null ? null : sealed.sha256(),
                rows.decisions(version.id()).stream()
                        .map(d -> new DecisionLine(
                                names.getOrDefault(d.party(), ""), d.kind(), d.comment(), d.signing(), d.at()))
                        .toList());
    }

    private SignatureLine signature(
            Agreement agreement, AgreementSignature signature, Map<Long, String> names, Locale locale) {
        var network = cycles.get(agreement.cycle()).edition().network().name().in(locale);
        var function = signature.function() == null ? "" : signature.function();
        if (signature.kind() == Signing.PAPER) {
            return new SignatureLine(
                    signature.kind(),
                    messages.getMessage("partnership.detail.allParties", null, locale),
                    "",
                    signature.at(),
                    signature.signedOn(),
                    signature.reference());
        }
        return new SignatureLine(
                signature.kind(),
                signature.party() == null ? network : names.getOrDefault(signature.party(), ""),
                signature.party() == null ? role(function, locale) : function,
                signature.at(),
                signature.signedOn(),
                null);
    }

    private String role(String group, Locale locale) {
        return messages.getMessage("partnership.role." + group, null, group, locale);
    }
}
