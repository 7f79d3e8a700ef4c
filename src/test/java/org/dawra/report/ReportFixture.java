package org.dawra.report;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.TrainingCycle;
import org.dawra.web.AllTexts;
import org.dawra.web.Language;

/** A year of each bundled edition as it is gathered. */
final class ReportFixture {

    static final String INVENTED_WINNER = "تعاونية مخترعة للقرعة";
    static final String INVENTED_MEETING = "لقاء مخترع";
    static final String INVENTED_COUNT = "8765";

    private ReportFixture() {}

    static String press(String edition, Language language) {
        return PressRelease.of(BundledEditions.edition(edition), figures(edition), language, AllTexts.source());
    }

    static TrainingCycle cycle(String key) {
        var edition = BundledEditions.edition(key);
        return new TrainingCycle(
                new CycleId(1),
                edition.number() + "-" + key,
                edition.number(),
                LocalDate.of(2026, 12, 1),
                TrainingCycle.State.OPEN,
                edition);
    }

    static Figures figures(String key) {
        var edition = BundledEditions.edition(key);
        var real = edition.meetings().get(0);
        var registrations = new LinkedHashMap<String, Integer>();
        edition.provinces().forEach(p -> registrations.put(p.code(), 40 + registrations.size()));
        var meeting = new Figures.Meeting(
                real.code(),
                real.title(),
                real.place(),
                real.happenedFrom(),
                real.happenedTo(),
                false,
                8765,
                42,
                Map.copyOf(registrations),
                8765,
                200,
                150,
                4.2,
                List.of(new Figures.Grade(edition.survey().get(0).text(), 4.4)),
                "خلاصة التقييم: تحسين التوقيت.",
                real.sessions().stream()
                        .map(s -> new Figures.Session(s.title(), "خلاصة الحصة وما جاء فيها من نقاش.", null))
                        .toList());
        var invented = new Figures.Meeting(
                null,
                new Bilingual(INVENTED_MEETING, "Rencontre inventée"),
                new Bilingual("سطات", "Settat"),
                LocalDate.of(2026, 5, 2),
                LocalDate.of(2026, 5, 3),
                true,
                10,
                3,
                Map.of(),
                10,
                0,
                0,
                null,
                List.of(),
                null,
                List.of());
        return new Figures(
                registrations,
                Map.of("COOPERATIVE", 120, "ASSOCIATION", 80, "ENTERPRISE", 30, "AUTO_ENTREPRENEUR", 12),
                List.of(meeting, invented),
                winners(edition),
                edition.draw() == null
                        ? null
                        : new Figures.Draw(
                                42,
                                List.of(named(INVENTED_WINNER), named("جمعية مخترعة")),
                                List.of(named("مقاولة مخترعة"))),
                edition.institutionAgreements().stream()
                        .map(a -> new Figures.Signed(a.title(), List.of("أ", "ب"), List.of("A", "B"), true))
                        .toList(),
                List.of(
                        new Bilingual(
                                "تعميم التكوين في التسويق الرقمي", "Généraliser la formation au marketing numérique"),
                        new Bilingual(
                                "مواكبة التعاونيات بعد التكوين", "Accompagner les coopératives après la formation")));
    }

    private static Bilingual named(String name) {
        return new Bilingual(name, name);
    }

    private static List<Figures.Winner> winners(Edition edition) {
        return edition.samples().nominations().stream()
                .filter(n -> edition.samples().institutions().stream()
                        .anyMatch(i -> i.code().equals(n.institution()) && i.real()))
                .map(n -> {
                    var institution = edition.samples().institutions().stream()
                            .filter(i -> i.code().equals(n.institution()))
                            .findFirst()
                            .orElseThrow();
                    return new Figures.Winner(1, institution.name(), institution.province(), n.citation());
                })
                .toList();
    }
}
