package org.dawra.award;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.access.Accounts;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycle;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.MoroccanText;
import org.dawra.document.StoredDocument;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.registration.PersonErased;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirms a proposal by the persons the edition names, makes the diplomas, and answers for them. */
@Component
@Transactional
class Awarding implements Laureates, Verifiable {

    private final Awards awards;
    private final AwardRules rules;
    private final DiplomaPaper diplomas;
    private final DocumentStore store;
    private final Institutions institutions;
    private final Accounts accounts;
    private final PublicUrl url;
    private final MessageSource messages;
    private final AuditTrail audit;

    Awarding(
            Awards awards,
            AwardRules rules,
            DiplomaPaper diplomas,
            DocumentStore store,
            Institutions institutions,
            Accounts accounts,
            PublicUrl url,
            MessageSource messages,
            AuditTrail audit) {
        this.awards = awards;
        this.rules = rules;
        this.diplomas = diplomas;
        this.store = store;
        this.institutions = institutions;
        this.accounts = accounts;
        this.url = url;
        this.messages = messages;
        this.audit = audit;
    }

    /** Takes the answer of one of the groups that confirm together. One person never answers for two. */
    void confirm(CycleId cycle, String confirmer, Fields fields, Actor actor) {
        if (!actor.in(confirmer) || !confirmers(cycle).contains(confirmer)) {
            throw new Refused("", "award.refused.actor");
        }
        var decision = fields.option("decision", Proposal.Decision.class);
        var note = decision == Proposal.Decision.RETURN ? fields.text("note", 1000) : fields.optionalText("note", 1000);
        var proposal = awards.proposal(cycle).orElseThrow();
        for (var earlier : awards.confirmations(proposal.id())) {
            if (earlier.userId().equals(actor.userId()) || accounts.samePerson(earlier.userId(), actor.userId())) {
                throw new Refused("", "award.refused.samePerson");
            }
            if (earlier.confirmer().equals(confirmer)) {
                throw new Refused("", "award.refused.answered");
            }
        }
        try {
            awards.confirm(proposal.id(), new Proposal.Confirmation(confirmer, actor.userId(), decision, note));
        } catch (DuplicateKeyException answeredAtTheSameMoment) {
            throw new Refused("", "award.refused.samePerson");
        }
        audit.record(
                actor.userId(), "award." + decision.name().toLowerCase(Locale.ROOT), "award-proposal:" + proposal.id());
    }

    /** Whether as many different persons as the edition names groups have confirmed the last proposal. */
    boolean allConfirmed(CycleId cycle) {
        var answers = awards.confirmations(awards.proposal(cycle).orElseThrow().id());
        var persons = answers.stream()
                .filter(a -> a.decision() == Proposal.Decision.CONFIRM)
                .map(Proposal.Confirmation::userId)
                .distinct()
                .count();
        return persons == confirmers(cycle).size();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Confirmations> confirmations(CycleId cycle) {
        return awards.proposal(cycle)
                .map(proposal -> new Confirmations(
                        awards.confirmations(proposal.id()).size(),
                        confirmers(cycle).size()));
    }

    /** Groups whose members confirm together. */
    List<String> confirmers(CycleId cycle) {
        return rules.cycle(cycle).edition().confirmers();
    }

    /** What the confirmation form shows, as Markdown: whom the last round proposes, and why. */
    @Transactional(readOnly = true)
    Map<String, Object> facts(CycleId cycle) {
        var locale = ChosenLanguage.current().locale();
        var proposal = awards.proposal(cycle).orElseThrow();
        var nominations = nominations(cycle);
        var means = awards.ranking(cycle).standings().stream()
                .filter(standing -> standing.mean().isKnown())
                .collect(Collectors.toMap(
                        Ranking.Standing::nomination,
                        standing -> " (" + MoroccanText.decimal(standing.mean().value(), 2, locale) + ")"));
        var lines = proposal.places().stream()
                .flatMap(place -> Optional.ofNullable(nominations.get(place.nomination()))
                        .map(n -> "%d. **%s**%s: %s"
                                .formatted(
                                        place.place(),
                                        Markdown.plain(name(n.institution())),
                                        means.getOrDefault(n.id(), ""),
                                        Markdown.plain(n.citationAr())))
                        .stream())
                .collect(Collectors.joining("\n"));
        var reason = proposal.reason();
        return Map.of(
                "laureates",
                lines,
                "reason",
                say("award.source." + proposal.source(), locale)
                        + (reason == null ? "" : "\n\n> " + Markdown.plain(reason)));
    }

    /** Makes the diploma of each laureate who has none yet. */
    void makeDiplomas(CycleId cycle) {
        if (!rules.cycle(cycle).sample() && !url.isSet()) {
            throw new IllegalStateException("Set the public address before diplomas are made: they carry it.");
        }
        var made = awards.laureates(cycle).stream()
                .map(Awards.LaureateRow::nomination)
                .collect(Collectors.toSet());
        var nominations = nominations(cycle);
        for (var place : awards.proposal(cycle).orElseThrow().places()) {
            var nomination = nominations.get(place.nomination());
            if (nomination == null || made.contains(place.nomination())) {
                continue;
            }
            var code = Codes.newCode();
            var institution = institutions.find(nomination.institution()).orElseThrow();
            var document = diplomas.store(rules.cycle(cycle), rules.meeting(cycle), nomination, institution, code);
            awards.award(cycle, nomination.id(), place.place(), Codes.hash(code), document);
        }
        audit.record("engine", "award.diplomas-made", "cycle:" + cycle.key());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Laureate> of(CycleId cycle) {
        var nominations = nominations(cycle);
        return awards.laureates(cycle).stream()
                .map(row -> describe(row, nominations.get(row.nomination())))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public int count(CycleId cycle) {
        return awards.laureates(cycle).size();
    }

    private Laureate describe(Awards.LaureateRow row, @Nullable Nomination n) {
        if (n == null) {
            throw new IllegalStateException("laureate without nomination: " + row.id());
        }
        var fr = n.citationFr();
        return new Laureate(
                row.id(),
                row.cycle(),
                row.place(),
                n.institution(),
                name(n.institution()),
                n.province(),
                new Bilingual(n.citationAr(), fr == null ? n.citationAr() : fr),
                row.document());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verify(String code, Locale locale) {
        var known = awards.laureateByCode(Codes.hash(code));
        var some = awards.newestLaureate();
        var answer = known.or(() -> some).map(row -> answer(row, locale));
        return known.isPresent() ? answer : Optional.empty();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verifyDocument(long document, Locale locale) {
        return awards.laureateByDocument(document).map(row -> answer(row, locale));
    }

    private Verification answer(Awards.LaureateRow row, Locale locale) {
        var cycle = rules.cycle(row.cycle());
        var nomination = nominations(row.cycle()).get(row.nomination());
        var erased = store.find(row.document())
                .map(d -> d.state() == StoredDocument.State.ERASED)
                .orElse(true);
        return new Verification(
                erased ? Verification.State.ERASED : Verification.State.GENUINE,
                cycle.sample(),
                say("award.diploma", locale),
                nomination == null || erased ? List.of() : facts(nomination, cycle, locale));
    }

    /** Of an institution that was one person: its diplomas and what was written about it go with that person's data. */
    @EventListener
    public void on(PersonErased erased) {
        var institution = erased.institution();
        if (institution != null) {
            awards.forgetWords(institution.id());
            awards.diplomasOf(institution.id()).forEach(store::erase);
        }
    }

    private List<Verification.Fact> facts(Nomination nomination, TrainingCycle cycle, Locale locale) {
        var edition = cycle.edition();
        var meeting = rules.meeting(cycle.id());
        return List.of(
                new Verification.Fact(
                        "award",
                        say("award.shield", locale),
                        rules.of(cycle.id()).name().in(locale)),
                new Verification.Fact(
                        "institution",
                        say("award.institution", locale),
                        institutions
                                .find(nomination.institution())
                                .map(i -> i.nameIn(locale))
                                .orElse("")),
                new Verification.Fact(
                        "province",
                        say("award.province", locale),
                        edition.province(nomination.province())
                                .map(Province::name)
                                .map(name -> name.in(locale))
                                .orElse(nomination.province())),
                new Verification.Fact(
                        "meeting", say("award.meeting", locale), meeting.title().in(locale)),
                new Verification.Fact(
                        "date", say("award.date", locale), MoroccanText.date(meeting.printedTo(), locale)));
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private String name(long institution) {
        return institutions.find(institution).map(Institution::name).orElse("");
    }

    private Map<Long, Nomination> nominations(CycleId cycle) {
        return awards.nominations(cycle).stream().collect(Collectors.toMap(Nomination::id, Function.identity()));
    }
}
