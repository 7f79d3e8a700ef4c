package org.dawra.partnership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.access.Decision;
import org.dawra.access.DecisionCard;
import org.dawra.access.Role;
import org.dawra.document.DocumentStore;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The network's signature under an agreement as a card: the sealed version as a PDF, sign with explicit consent, say why not yet, or decline for good. */
@Component
class SignatureDecision implements DecisionCard {

    private static final int SHOWN_OF_FINGERPRINT = 16;

    private final AgreementRows rows;
    private final AgreementSigning signing;
    private final DocumentStore store;
    private final Formats formats;
    private final MessageSource messages;

    SignatureDecision(
            AgreementRows rows,
            AgreementSigning signing,
            DocumentStore store,
            Formats formats,
            MessageSource messages) {
        this.rows = rows;
        this.signing = signing;
        this.store = store;
        this.formats = formats;
        this.messages = messages;
    }

    @Override
    public String process() {
        return PartnershipAgreement.KEY;
    }

    @Override
    public String element() {
        return PartnershipAgreement.SIGN_FOR_NETWORK;
    }

    @Override
    public Decision of(HumanTask task, Actor actor) {
        var language = ChosenLanguage.current();
        var agreement = rows.get(Long.parseLong(task.businessKey()));
        var version = rows.latest(agreement.id()).orElseThrow();
        var sealed = version.seal();
        var parties = rows.parties(agreement.id()).stream()
                .map(party -> party.name().in(language))
                .collect(Collectors.joining(" · "));
        var facts = new ArrayList<Decision.Fact>();
        facts.add(new Decision.Fact(
                say("partnership.decide.title"), version.content().title().in(language)));
        facts.add(new Decision.Fact(say("partnership.decide.version"), formats.number(version.number())));
        facts.add(new Decision.Fact(
                say("partnership.decide.fingerprint"), sealed.sha256().substring(0, SHOWN_OF_FINGERPRINT) + "…"));
        var expires = agreement.expiresAt();
        return new Decision(
                        say("partnership.decide.ask", parties),
                        expires == null
                                ? say("partnership.decide.behind")
                                : say("partnership.decide.behindUntil", formats.day(expires)),
                        facts,
                        rows.withheld(agreement.id()).stream()
                                .filter(w -> w.user().equals(actor.userId()))
                                .map(w -> say("partnership.decide.withheldBefore", formats.day(w.at()), w.reason()))
                                .toList(),
                        List.of(),
                        List.of(new Decision.Paper(
                                say("partnership.decide.paper"),
                                "/agreements/detail/" + agreement.id() + "/versions/" + version.number(),
                                store.find(sealed.document())
                                        .map(stored ->
                                                stored.bytes() == null ? 0L : (stored.bytes().length + 1023) / 1024L)
                                        .orElse(0L))),
                        null,
                        Decision.Deed.of(say("partnership.decide.yes"), Map.of(), signed(agreement, actor))
                                .consenting(say("partnership.decide.consent", version.number())),
                        Decision.Deed.of(say("partnership.decide.no"), Map.of(), say("partnership.decide.withheld"))
                                .because("reason", say("partnership.decide.why")))
                .ending(Decision.Deed.of(
                                say("partnership.decide.end"),
                                Map.of("decision", NetworkAnswer.DECLINE.name()),
                                say("partnership.decide.ended"))
                        .because("reason", say("partnership.decide.endWhy")));
    }

    @Override
    public boolean secondDeedPutsOff() {
        return true;
    }

    @Override
    public void putOff(HumanTask task, Fields fields, Actor actor) {
        signing.withhold(Long.parseLong(task.businessKey()), fields, actor);
    }

    private String signed(Agreement agreement, Actor actor) {
        var others = signing.missing(agreement).stream()
                .filter(group -> !actor.in(group))
                .map(this::role)
                .collect(Collectors.joining(" · "));
        return others.isEmpty() ? say("partnership.decide.signed") : say("partnership.decide.signed.waits", others);
    }

    private String role(String group) {
        return Arrays.stream(Role.values())
                .filter(role -> role.group().equals(group))
                .findFirst()
                .map(role -> say("access.role." + role.name()))
                .orElse(group);
    }

    private String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, ChosenLanguage.current().locale());
    }
}
