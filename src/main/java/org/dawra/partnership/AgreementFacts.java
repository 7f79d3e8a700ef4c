package org.dawra.partnership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dawra.cycle.TrainingCycles;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Reads what the Tasklist forms show from our tables. */
@Component
class AgreementFacts {

    private final AgreementRows rows;
    private final AgreementDrafting drafting;
    private final TrainingCycles cycles;
    private final MessageSource messages;

    AgreementFacts(AgreementRows rows, AgreementDrafting drafting, TrainingCycles cycles, MessageSource messages) {
        this.rows = rows;
        this.drafting = drafting;
        this.cycles = cycles;
        this.messages = messages;
    }

    Map<String, Object> drafting(Agreement agreement) {
        var content = drafting.proposed(agreement);
        var facts = new LinkedHashMap<String, Object>();
        put(facts, "title", content.title());
        put(facts, "object", content.object());
        facts.put(
                "commitments",
                content.commitments().stream().map(AgreementFacts::row).toList());
        facts.put("sides", sides(agreement));
        facts.put(
                "parties",
                rows.parties(agreement.id()).stream().map(AgreementFacts::row).toList());
        facts.put(
                "partiesOpen",
                agreement.kind() == AgreementKind.INSTITUTIONS
                        && rows.latest(agreement.id()).isEmpty());
        facts.put(
                "nextVersion",
                rows.latest(agreement.id()).map(AgreementVersion::number).orElse(0) + 1);
        facts.put("remarks", remarks(agreement));
        return facts;
    }

    /** For the record of a paper signature: what was signed, and where to read it. */
    Map<String, Object> paper(Agreement agreement) {
        var version = rows.latest(agreement.id()).orElseThrow();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("agreement", version.content().title().in(language().locale()));
        facts.put("version", version.number());
        facts.put("networkAnswers", agreement.kind() == AgreementKind.PARTNER);
        facts.put("decision", NetworkAnswer.SIGN.name());
        facts.put(
                "documents",
                List.of(Map.of("url", path(agreement, version), "label", text("partnership.form.document"))));
        return facts;
    }

    /** For the network's signatories: what they sign, with its fingerprint, and where to read it. */
    Map<String, Object> network(Agreement agreement) {
        var version = rows.latest(agreement.id()).orElseThrow();
        return Map.of(
                "intro",
                text(
                        "partnership.form.network",
                        version.content().title().in(language().locale()),
                        names(agreement),
                        version.number(),
                        version.seal().sha256(),
                        path(agreement, version)));
    }

    private static String path(Agreement agreement, AgreementVersion version) {
        return "/agreements/detail/" + agreement.id() + "/versions/" + version.number();
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, language().locale());
    }

    private List<Map<String, Object>> remarks(Agreement agreement) {
        var names = new LinkedHashMap<Long, String>();
        rows.parties(agreement.id())
                .forEach(p -> names.put(p.id(), p.name().in(language().locale())));
        return rows.latest(agreement.id()).map(AgreementVersion::id).map(rows::decisions).stream()
                .flatMap(List::stream)
                .filter(decision -> decision.comment() != null)
                .map(decision -> Map.<String, Object>of(
                        "party", names.getOrDefault(decision.party(), ""),
                        "comment", Optional.ofNullable(decision.comment()).orElse("")))
                .toList();
    }

    private List<Map<String, Object>> sides(Agreement agreement) {
        var sides = new ArrayList<Map<String, Object>>();
        if (agreement.kind() == AgreementKind.PARTNER) {
            var network = cycles.get(agreement.cycle()).edition().network();
            sides.add(option(network.name().in(language()), Commitment.NETWORK));
        }
        rows.parties(agreement.id())
                .forEach(p -> sides.add(option(p.name().in(language().locale()), p.code())));
        sides.add(option(
                messages.getMessage("partnership.side.ALL", null, language().locale()), Commitment.ALL));
        return sides;
    }

    private String names(Agreement agreement) {
        return String.join(
                " · ",
                rows.parties(agreement.id()).stream()
                        .map(p -> p.name().in(language().locale()))
                        .toList());
    }

    private static Map<String, Object> row(Commitment commitment) {
        var row = new LinkedHashMap<String, Object>();
        row.put("by", commitment.by());
        put(row, "text", commitment.text());
        return row;
    }

    private static Map<String, Object> row(AgreementParty party) {
        var row = new LinkedHashMap<String, Object>();
        row.put("code", party.code());
        put(row, "name", party.name());
        row.put("email", blank(party.contact().email()));
        row.put("phone", blank(party.contact().phone()));
        row.put("language", party.contact().language());
        return row;
    }

    private static void put(Map<String, Object> facts, String name, AgreementText text) {
        facts.put(name + "Ar", text.ar());
        facts.put(name + "Fr", blank(text.fr()));
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, Object> option(String label, String chosen) {
        return Map.of("label", label, "value", chosen);
    }

    private static Language language() {
        return ChosenLanguage.current();
    }
}
