package org.dawra.overview;

import java.util.List;
import java.util.function.Function;
import org.dawra.registration.RegistrationCounts.OnList;
import org.dawra.web.ChosenLanguage;
import org.jspecify.annotations.Nullable;

/**
 * One of several small charts that are measured alike, so that they can be compared.
 *
 * @param name the province or the year it is about
 * @param link to more, or null
 */
record Panel(String name, @Nullable String link, List<Bar> bars) {

    /**
     * A bar.
     *
     * @param name its words are {@code overview.bar.<name>}
     * @param of what it is measured by, as a quota; 0 where there is nothing to measure by
     * @param mark where that lies; null without
     */
    record Bar(
            String name,
            int count,
            int of,
            Span bar,
            @Nullable String mark) {}

    /** A count before it is drawn. */
    private record Count(String name, int count, int of) {}

    /** The provinces of a year side by side, all on the scale of the largest count. */
    static List<Panel> provinces(YearFigures year, boolean rightToLeft) {
        var provinces = year.cycle().edition().provinces();
        Function<String, List<Count>> counts = province -> {
            var total = year.total(province);
            var list = year.lists().getOrDefault(province, OnList.NONE);
            return List.of(
                    new Count("accepted", list.accepted(), 0),
                    new Count("seats", total.admitted(), total.quota()),
                    new Count("waiting", total.waiting(), 0),
                    new Count("present", total.present(), 0),
                    new Count("certificates", total.issued(), 0));
        };
        var most = provinces.stream()
                .flatMap(p -> counts.apply(p.code()).stream())
                .mapToInt(c -> Math.max(c.count(), c.of()))
                .max()
                .orElse(0);
        return provinces.stream()
                .map(p -> new Panel(
                        p.name().in(ChosenLanguage.current()),
                        null,
                        counts.apply(p.code()).stream()
                                .map(c -> bar(c, most, rightToLeft))
                                .toList()))
                .toList();
    }

    /** The years side by side, the oldest first: each count on the scale of its own largest. */
    static List<Panel> years(List<YearFigures> years, boolean rightToLeft) {
        var names = List.of("accepted", "seats", "present", "certificates", "answers");
        return years.stream()
                .map(year -> new Panel(
                        year.cycle().number()
                                + " · "
                                + year.cycle().edition().title().in(ChosenLanguage.current()),
                        "/progress/" + year.cycle().slug(),
                        names.stream()
                                .map(name -> bar(
                                        new Count(name, count(year, name), 0),
                                        years.stream()
                                                .mapToInt(other -> count(other, name))
                                                .max()
                                                .orElse(0),
                                        rightToLeft))
                                .toList()))
                .toList();
    }

    private static int count(YearFigures year, String name) {
        return switch (name) {
            case "accepted" -> year.registrations().accepted();
            case "seats" -> year.total().admitted();
            case "present" -> year.total().present();
            case "certificates" -> year.total().issued();
            default -> year.survey().answered();
        };
    }

    private static Bar bar(Count count, int most, boolean rightToLeft) {
        return new Bar(
                count.name(),
                count.count(),
                count.of(),
                Span.bar(count.count(), most, rightToLeft),
                count.of() > 0 && most > 0 ? Span.at((double) count.of() / most, rightToLeft) : null);
    }
}
