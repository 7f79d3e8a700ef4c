package org.dawra.award;

import static org.dawra.award.Nominating.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The jury's work: conflicts, scores, the ranking, and deliberation where the methods disagree or the result came back. */
@Component
@Transactional
class Judging {

    private static final int LOWEST = 0;
    private static final int HIGHEST = 10;

    private final Awards awards;
    private final AwardRules rules;
    private final Accounts accounts;
    private final Outbox outbox;
    private final PublicUrl url;
    private final MessageSource messages;
    private final AuditTrail audit;

    Judging(
            Awards awards,
            AwardRules rules,
            Accounts accounts,
            Outbox outbox,
            PublicUrl url,
            MessageSource messages,
            AuditTrail audit) {
        this.awards = awards;
        this.rules = rules;
        this.accounts = accounts;
        this.outbox = outbox;
        this.url = url;
        this.messages = messages;
        this.audit = audit;
    }

    /** Takes a juror's conflicts with nominees, each with its reason; to have none is declared too. */
    void declare(CycleId cycle, String juror, Fields fields, Actor actor) {
        requireJuror(juror, actor);
        if (awards.hasDeclared(cycle, juror)) {
            throw new Refused("", "award.refused.declared");
        }
        var nominees = ids(awards.nominees(cycle));
        var conflicts = new ArrayList<Awards.Conflict>();
        var seen = new HashSet<Long>();
        var findings = new ArrayList<Refused.Finding>();
        for (var row : fields.rows("conflicts")) {
            collect(findings, () -> {
                var nomination = row.id("nomination");
                if (!nominees.contains(nomination) || !seen.add(nomination)) {
                    throw row.refused("nomination", "award.nominee.unknown");
                }
                conflicts.add(new Awards.Conflict(nomination, juror, row.text("reason", 600)));
            });
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        awards.declare(cycle, juror, conflicts);
        audit.record(juror, "award.conflicts-declared", "cycle:" + cycle.key());
    }

    /** The nominees whom this juror may see and score: those without an own conflict, once conflicts are declared. */
    @Transactional(readOnly = true)
    List<Nomination> scorable(CycleId cycle, String juror) {
        if (!awards.hasDeclared(cycle, juror)) {
            return List.of();
        }
        var own = awards.conflictsOf(cycle, juror);
        return awards.nominees(cycle).stream()
                .filter(n -> !own.contains(n.id()))
                .toList();
    }

    /** The same as facts. */
    @Transactional(readOnly = true)
    Map<String, Object> facts(CycleId cycle, String juror) {
        return Map.of(
                "nominees",
                scorable(cycle, juror).stream()
                        .map(n -> Map.of("nomination", n.id(), "institution", n.institution()))
                        .toList());
    }

    /** Takes a juror's points for every nominee without an own conflict and every criterion. */
    void score(CycleId cycle, String juror, Fields fields, Actor actor) {
        requireJuror(juror, actor);
        var scorable = ids(scorable(cycle, juror));
        var criteria =
                rules.of(cycle).criteria().stream().map(Edition.Criterion::code).collect(Collectors.toSet());
        var scores = new ArrayList<Ranking.Score>();
        var findings = new ArrayList<Refused.Finding>();
        var cells = new HashSet<List<Object>>();
        for (var row : fields.rows("scores")) {
            collect(findings, () -> {
                var nomination = row.id("nomination");
                if (!scorable.contains(nomination)) {
                    throw row.refused("nomination", "award.nominee.unknown");
                }
                var criterion = row.text("criterion", 60);
                if (!criteria.contains(criterion) || !cells.add(List.of(nomination, criterion))) {
                    throw row.refused("criterion", "award.criterion.unknown");
                }
                scores.add(new Ranking.Score(juror, nomination, criterion, row.integer("score", LOWEST, HIGHEST)));
            });
        }
        if (findings.isEmpty() && scores.size() < scorable.size() * criteria.size()) {
            throw fields.refused("scores", "award.scores.missing");
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        awards.score(scores);
        audit.record(juror, "award.scored", "cycle:" + cycle.key());
    }

    /** Reminds a juror once that scores are due, where no day's list says it. */
    void remind(CycleId cycle, String juror) {
        accounts.find(juror)
                .filter(account -> !accounts.isSentTheDaysList(account))
                .ifPresent(account -> {
                    var language = Language.of(Locale.forLanguageTag(account.language()));
                    var edition = rules.cycle(cycle);
                    var award = rules.of(cycle).name().in(language);
                    outbox.plan(new Message(
                            "award-selection:" + cycle.key() + ":scoresLate:" + juror,
                            "award-selection:" + cycle.key(),
                            new Message.Recipient(
                                    account.displayName(),
                                    account.email(),
                                    account.phone(),
                                    Role.PROGRAMME_MANAGER.group()),
                            language.code(),
                            messages.getMessage("award.remind.subject", new Object[] {award}, language.locale()),
                            messages.getMessage(
                                    "award.remind.text",
                                    new Object[] {account.displayName(), award, url.of("/jury/" + edition.slug())},
                                    language.locale()),
                            List.of()));
                });
    }

    /** Ranks the nominees by both methods, and proposes the award where they agree. */
    boolean rank(CycleId cycle) {
        var ranking = Ranking.of(
                awards.nominees(cycle).stream().map(Nomination::id).toList(),
                rules.weights(cycle),
                awards.scores(cycle));
        awards.keep(cycle, ranking);
        var agreed = ranking.agreed(rules.of(cycle).laureates());
        if (agreed.isPresent() && awards.proposal(cycle).isEmpty()) {
            var places = ranking.standings().stream()
                    .filter(s -> agreed.get().contains(s.nomination()))
                    .map(s -> new Proposal.Place(s.nomination(), s.meanPlace() == null ? 1 : s.meanPlace()))
                    .toList();
            awards.propose(cycle, 1, Proposal.Source.METHODS, null, "engine", places);
        }
        return agreed.isPresent();
    }

    /**
     * Whether this juror may record what the jury deliberated. Both rankings show every nominee, so it is one without a
     * conflict; only where every juror has declared one, it is any of them.
     */
    @Transactional(readOnly = true)
    boolean mayDeliberate(CycleId cycle, Actor actor) {
        if (!actor.in(Role.JURY.group())) {
            return false;
        }
        Set<String> conflicted =
                awards.conflicts(cycle).stream().map(Awards.Conflict::juror).collect(Collectors.toSet());
        return !conflicted.contains(actor.userId())
                || accounts.withRole(Role.JURY).stream().allMatch(juror -> conflicted.contains(juror.userId()));
    }

    /** Takes what the jury deliberated: laureates in their order, and why. */
    void deliberate(CycleId cycle, Fields fields, Actor actor) {
        if (!mayDeliberate(cycle, actor)) {
            throw new Refused("", "award.refused.deliberation");
        }
        var nominees = ids(awards.nominees(cycle));
        var most = rules.of(cycle).laureates();
        var places = new ArrayList<Proposal.Place>();
        var seen = new HashSet<Long>();
        var findings = new ArrayList<Refused.Finding>();
        for (var row : fields.rows("laureates")) {
            collect(findings, () -> {
                var nomination = row.id("nomination");
                if (!nominees.contains(nomination)) {
                    throw row.refused("nomination", "award.nominee.unknown");
                }
                if (!seen.add(nomination)) {
                    throw row.refused("nomination", "award.nominee.twice");
                }
                places.add(new Proposal.Place(nomination, places.size() + 1));
            });
        }
        if (findings.isEmpty() && (places.isEmpty() || places.size() > most)) {
            findings.add(fields.refused("laureates", "award.laureates.number", most)
                    .findings()
                    .get(0));
        }
        collect(findings, () -> fields.text("reason", 2000));
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        var round = awards.proposal(cycle).map(Proposal::round).orElse(0) + 1;
        awards.propose(cycle, round, Proposal.Source.JURY, fields.text("reason", 2000), actor.userId(), places);
        audit.record(actor.userId(), "award.deliberated", "cycle:" + cycle.key());
    }

    private static Set<Long> ids(List<Nomination> nominations) {
        return nominations.stream().map(Nomination::id).collect(Collectors.toSet());
    }

    private static void requireJuror(String juror, Actor actor) {
        if (!actor.userId().equals(juror) || !actor.in(Role.JURY.group())) {
            throw new Refused("", "award.refused.actor");
        }
    }
}
