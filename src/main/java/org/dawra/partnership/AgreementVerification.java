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
        var signed = rows.byFinalCode(hash);
        if (signed.isPresent()) {
            var agreement = signed.get();
            return Optional.of(
                    answer(agreement, rows.latest(agreement.id()).orElseThrow(), Verification.State.GENUINE, locale));
        }
        return rows.byCode(hash).map(version -> {
            var agreement = rows.get(version.agreement());
            return answer(agreement, version, state(agreement, version), locale);
        });
    }

    /** The signed file replaces the version that it was made from, as the next version replaces the one before. */
    private Verification.State state(Agreement agreement, AgreementVersion version) {
        if (agreement.state() == AgreementState.DECLINED || agreement.state() == AgreementState.EXPIRED) {
            return Verification.State.REVOKED;
        }
        var newest = rows.versions(agreement.id()).stream()
                .filter(v -> v.sealed() != null)
                .findFirst()
                .map(AgreementVersion::number)
                .orElse(0);
        return agreement.state() == AgreementState.SIGNED || version.number() < newest
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
        return new Fact(text("partnership.verify." + key, locale), shown);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
