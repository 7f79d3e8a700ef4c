package org.dawra.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Recognises the general report once it is published. It bears no code: its own page shows it. */
@Component
class ReportVerification implements Verifiable {

    private final ReportRows rows;
    private final TrainingCycles cycles;
    private final MessageSource messages;

    ReportVerification(ReportRows rows, TrainingCycles cycles, MessageSource messages) {
        this.rows = rows;
        this.cycles = cycles;
        this.messages = messages;
    }

    @Override
    public Optional<Verification> verify(String code, Locale locale) {
        return Optional.empty();
    }

    @Override
    public Optional<Verification> verifyDocument(long document, Locale locale) {
        return rows.publishedAs(document).map(report -> {
            var cycle = cycles.get(report.cycle());
            var at = report.publishedAt();
            var day = at == null
                    ? ""
                    : MoroccanText.date(cycles.localTimes(cycle.id()).local(at).toLocalDate(), locale);
            return new Verification(
                    Verification.State.GENUINE,
                    cycle.sample(),
                    messages.getMessage("report.paper.title", new Object[] {Integer.toString(cycle.number())}, locale),
                    List.of(
                            fact("published", day, locale),
                            fact("network", cycle.edition().network().name().in(locale), locale)));
        });
    }

    private Verification.Fact fact(String name, String shown, Locale locale) {
        return new Verification.Fact(name, messages.getMessage("report.verify." + name, null, locale), shown);
    }
}
