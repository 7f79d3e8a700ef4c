package org.dawra.award;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.FrozenRules;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes nominations and decides who is eligible. */
@Component
@Transactional
class Nominating {

    static final int LONGEST_CITATION = 600;

    private final Awards awards;
    private final AwardRules rules;
    private final Institutions institutions;
    private final Accounts accounts;
    private final FrozenRules frozen;
    private final AuditTrail audit;

    Nominating(
            Awards awards,
            AwardRules rules,
            Institutions institutions,
            Accounts accounts,
            FrozenRules frozen,
            AuditTrail audit) {
        this.awards = awards;
        this.rules = rules;
        this.institutions = institutions;
        this.accounts = accounts;
        this.frozen = frozen;
        this.audit = audit;
    }

    /** Codes of the provinces that may nominate. */
    List<String> provinces(CycleId cycle) {
        return rules.cycle(cycle).edition().provinces().stream()
                .map(province -> province.code())
                .toList();
    }

    /** Takes the nominations of a province, all or none; none at all is an answer too. */
    void nominate(CycleId cycle, String province, Fields fields, Actor actor) {
        if (!actor.in(Role.COORDINATOR.group(province))) {
            throw new Refused("", "award.refused.actor");
        }
        var most = rules.of(cycle).nominationsPerProvince();
        var rows = fields.rows("nominations");
        if (rows.size() > most) {
            throw fields.refused("nominations", "award.nominations.tooMany", most);
        }
        var own = institutions.ofProvince(cycle, province).stream()
                .map(Institution::id)
                .collect(Collectors.toSet());
        var taken = new HashSet<Long>();
        var findings = new ArrayList<Refused.Finding>();
        for (var row : rows) {
            collect(findings, () -> {
                var institution = row.id("institution");
                if (!own.contains(institution)) {
                    throw row.refused("institution", "award.institution.unknown");
                }
                if (!taken.add(institution)) {
                    throw row.refused("institution", "award.institution.twice");
                }
            });
            collect(findings, () -> row.text("citationAr", LONGEST_CITATION));
            collect(findings, () -> row.optionalText("citationFr", LONGEST_CITATION));
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        for (var row : rows) {
            awards.nominate(
                    cycle,
                    row.id("institution"),
                    province,
                    row.text("citationAr", LONGEST_CITATION),
                    row.optionalText("citationFr", LONGEST_CITATION),
                    actor.userId());
        }
        audit.record(actor.userId(), "award.nominated", "cycle:" + cycle.key() + "/" + province);
    }

    /** Runs a check and keeps what it refuses, so that a person learns all that is wrong at once. */
    static void collect(List<Refused.Finding> findings, Runnable check) {
        try {
            check.run();
        } catch (Refused refused) {
            findings.addAll(refused.findings());
        }
    }

    /** What the province's form offers. */
    @Transactional(readOnly = true)
    Map<String, Object> facts(CycleId cycle, String province) {
        var award = rules.of(cycle);
        var language = ChosenLanguage.current();
        return Map.of(
                "award", award.name().in(language),
                "most", award.nominationsPerProvince(),
                "institutions",
                        institutions.ofProvince(cycle, province).stream()
                                .map(i -> Map.of("label", i.nameIn(language.locale()), "value", Long.toString(i.id())))
                                .toList(),
                "criteria",
                        award.criteria().stream()
                                .map(c -> Map.of("text", c.name().in(language) + " (" + c.weight() + "%)"))
                                .toList());
    }

    /** When nominations close. */
    @Transactional(readOnly = true)
    Instant closes(CycleId cycle) {
        return rules.nominationsClose(cycle);
    }

    /**
     * What the jury's work begins with.
     *
     * @param nominees how many are eligible
     * @param jurors user ids of the jury as it is now
     * @param confirmers groups that confirm the result together
     */
    record Jury(int nominees, List<String> jurors, List<String> confirmers, Instant scoringDue, Instant decisionDue) {}

    /** Decides each nomination once by the decision table, and convenes the jury. */
    Jury decide(CycleId cycle) {
        var participating =
                institutions.of(cycle).stream().collect(Collectors.toMap(Institution::id, Function.identity()));
        for (var nomination : awards.nominations(cycle)) {
            if (nomination.state() == Nomination.State.NOMINATED) {
                var institution = participating.get(nomination.institution());
                var answer = frozen.decide(
                                cycle,
                                AwardSelection.NOMINEE_ELIGIBILITY,
                                Map.of(
                                        "participatesInCycle",
                                        institution != null,
                                        "nominatedByOwnProvince",
                                        institution != null
                                                && institution.province().equals(nomination.province()),
                                        "alreadyLaureateLastYear",
                                        awards.wasLaureateLastTime(nomination.institution(), cycle),
                                        "institutionKind",
                                        institution == null
                                                ? ""
                                                : institution.kind().name()))
                        .get(0);
                var eligible = Boolean.TRUE.equals(answer.get("eligible"));
                awards.decide(
                        nomination.id(),
                        eligible ? Nomination.State.ELIGIBLE : Nomination.State.INELIGIBLE,
                        String.valueOf(answer.get("reason")));
            }
        }
        return new Jury(
                awards.nominees(cycle).size(),
                accounts.withRole(Role.JURY).stream().map(Account::userId).toList(),
                rules.cycle(cycle).edition().confirmers(),
                rules.scoringDue(cycle),
                rules.decisionDue(cycle));
    }
}
