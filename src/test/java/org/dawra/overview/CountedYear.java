package org.dawra.overview;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.cycle.TrainingCycle;
import org.dawra.partnership.AgreementKind;
import org.dawra.partnership.AgreementState;
import org.springframework.context.ApplicationContext;

/** What the pages of progress say of a year, for tests that have one to compare it with. */
public final class CountedYear {

    private final YearPicture picture;

    /** Counts the cycle with the beans of a whole application. */
    public CountedYear(ApplicationContext application, TrainingCycle cycle) {
        this.picture = application.getBean(YearPictures.class).of(cycle);
    }

    /** The year in numbers. */
    public Map<String, Integer> counts() {
        var year = picture.figures();
        return Map.of(
                "registered", year.registrations().all(),
                "accepted", year.registrations().accepted(),
                "seats", year.total().admitted(),
                "confirmed", year.total().confirmed(),
                "waiting", year.total().waiting(),
                "present", year.total().present(),
                "certificates", year.total().issued(),
                "answered", year.survey().answered(),
                "signed",
                        year.agreements(AgreementKind.PARTNER, AgreementState.SIGNED)
                                + year.agreements(AgreementKind.INSTITUTIONS, AgreementState.SIGNED),
                "laureates", year.laureates());
    }

    /** Who took part, by the codes of the provinces from which somebody did. */
    public Map<String, Integer> presentByProvince() {
        var year = picture.figures();
        return year.lists().keySet().stream()
                .filter(province -> year.total(province).present() > 0)
                .collect(Collectors.toMap(
                        province -> province, province -> year.total(province).present()));
    }

    /** Where the phases stand. */
    public List<String> phases() {
        return picture.phases().stream().map(phase -> phase.state().name()).toList();
    }
}
