package org.dawra.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.MoroccanText;
import org.dawra.document.StoredDocument;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Recognises the minutes of a draw. They bear no code: whoever doubts the draw computes it again on its own page. */
@Component
class DrawVerification implements Verifiable {

    private final Draws draws;
    private final TrainingCycles cycles;
    private final DocumentStore store;
    private final MessageSource messages;

    DrawVerification(Draws draws, TrainingCycles cycles, DocumentStore store, MessageSource messages) {
        this.draws = draws;
        this.cycles = cycles;
        this.store = store;
        this.messages = messages;
    }

    @Override
    public Optional<Verification> verify(String code, Locale locale) {
        return Optional.empty();
    }

    @Override
    public Optional<Verification> verifyDocument(long document, Locale locale) {
        return draws.byMinutes(document).map(draw -> {
            var cycle = cycles.get(draw.cycle());
            var erased = store.find(document)
                    .filter(kept -> kept.state() == StoredDocument.State.ERASED)
                    .isPresent();
            var facts = new ArrayList<Verification.Fact>();
            var rules = cycle.edition().draw();
            if (rules != null) {
                facts.add(fact("prize", rules.prize().in(locale), locale));
            }
            if (draw.drawnAt() != null) {
                var day = cycles.localTimes(cycle.id()).local(draw.drawnAt()).toLocalDate();
                facts.add(fact("date", MoroccanText.date(day, locale), locale));
            }
            if (draw.fingerprint() != null) {
                facts.add(fact("fingerprint", draw.fingerprint(), locale));
            }
            facts.add(fact("network", cycle.edition().network().name().in(locale), locale));
            return new Verification(
                    erased ? Verification.State.ERASED : Verification.State.GENUINE,
                    cycle.sample(),
                    messages.getMessage("draw.minutes.title", null, locale),
                    List.copyOf(facts));
        });
    }

    private Verification.Fact fact(String name, String shown, Locale locale) {
        return new Verification.Fact(name, messages.getMessage("draw.verify." + name, null, locale), shown);
    }
}
