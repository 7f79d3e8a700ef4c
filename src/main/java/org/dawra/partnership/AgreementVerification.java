package org.dawra.partnership;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.MoroccanText;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.dawra.document.Verification.Fact;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers for the codes on agreements: which version it is, whether a later one replaced it, whether it was signed. */
@Component
class AgreementVerification implements Verifiable {

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final MessageSource messages;

    AgreementVerification(AgreementRows rows, TrainingCycles cycles, MessageSource messages) {
        this.rows = rows;
        this.cycles = cycles;
        this.messages = messages;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verify(String code, Locale locale) {
        var hash = Codes.hash(code);
        var signed = rows.byFinalCode(hash).map(Agreement::id);
        var version = rows.byCode(hash);
        var some = rows.newestSealed();
        var answer = signed.or(() -> version.map(AgreementVersion::agreement))
                .or(() -> some)
                .map(agreement -> answer(agreement, version, locale));
        return signed.isPresent() || version.isPresent() ? answer : Optional.empty();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verifyDocument(long document, Locale locale) {
        var version = rows.byDocument(document);
        return rows.byFinalDocument(document)
                .or(() -> version.map(AgreementVersion::agreement))
                .map(agreement -> answer(agreement, version, locale));
    }

    /** About one version, or, where none is given, about the file with the signatures. */
    private Verification answer(long id, Optional<AgreementVersion> asked, Locale locale) {
        var agreement = rows.get(id);
        var newest = rows.versions(id).stream()
                .filter(v -> v.sealed() != null)
                .findFirst()
                .orElseThrow();
        var state = asked.map(version -> state(agreement, version, newest)).orElse(Verification.State.GENUINE);
        return answer(agreement, asked.orElse(newest), state, locale);
    }

    /** The signed file replaces the version that it was made from, as the next version replaces the one before. */
    private static Verification.State state(Agreement agreement, AgreementVersion version, AgreementVersion newest) {
        if (agreement.state() == AgreementState.DECLINED || agreement.state() == AgreementState.EXPIRED) {
            return Verification.State.REVOKED;
        }
        return agreement.state() == AgreementState.SIGNED || version.number() < newest.number()
                ? Verification.State.REPLACED
                : Verification.State.GENUINE;
    }

    private Verification answer(
            Agreement agreement, AgreementVersion version, Verification.State state, Locale locale) {
        var facts = new ArrayList<Fact>();
        facts.add(fact("title", version.content().title().in(locale), locale));
        facts.add(fact("parties", parties(agreement, locale), locale));
        facts.add(fact("version", Integer.toString(version.number()), locale));
        facts.add(fact("sealedOn", day(agreement, version, locale), locale));
        facts.add(fact("state", text("partnership.state." + agreement.state(), locale), locale));
        if (agreement.signedOn() != null) {
            facts.add(fact("signedOn", MoroccanText.date(agreement.signedOn(), locale), locale));
        }
        facts.add(fact("sha256", version.seal().sha256(), locale));
        return new Verification(state, agreement.sample(), text("partnership.verify.what", locale), List.copyOf(facts));
    }

    private String parties(Agreement agreement, Locale locale) {
        var names = new ArrayList<String>();
        if (agreement.kind() == AgreementKind.PARTNER) {
            names.add(cycles.get(agreement.cycle()).edition().network().name().in(locale));
        }
        rows.parties(agreement.id()).forEach(party -> names.add(party.name().in(locale)));
        return names.stream().collect(Collectors.joining(" · "));
    }

    private String day(Agreement agreement, AgreementVersion version, Locale locale) {
        var local = cycles.localTimes(agreement.cycle()).local(version.seal().at());
        return MoroccanText.date(local.toLocalDate(), locale);
    }

    private Fact fact(String key, String shown, Locale locale) {
        return new Fact(key, text("partnership.verify." + key, locale), shown);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
