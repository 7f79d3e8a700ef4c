package org.dawra.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.Refused;
import org.dawra.registration.Institution;
import org.dawra.registration.Institutions;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.springframework.stereotype.Component;

/** Fills the provinces' lists of a sample cycle with invented people, who represent the edition's sample institutions. */
@Component
class SampleLists {

    private static final int ON_EACH_SAMPLE_INSTALLATION = 120;
    private static final int BATCH = 1_000;
    /** Few beneficiaries have an address; the others are told by WhatsApp or telephone. */
    private static final int ONE_IN_HAS_MAIL = 3;

    private static final Pattern NAME_OF_ROW = Pattern.compile("rows\\[(\\d+)]\\.name");

    private final RegistrationIntake intake;
    private final Institutions institutions;
    private final SamplePeople people;

    SampleLists(RegistrationIntake intake, Institutions institutions, SamplePeople people) {
        this.intake = intake;
        this.institutions = institutions;
        this.people = people;
    }

    /** The lists of a newly started sample installation. */
    void fill(TrainingCycle cycle) {
        fill(cycle, ON_EACH_SAMPLE_INSTALLATION, new Progress(System.out, false));
    }

    /** Puts {@code count} people on the lists, as the coordinators do, institution by institution in turn. */
    void fill(TrainingCycle cycle, int count, Progress progress) {
        var edition = cycle.edition();
        var all = edition.samples().institutions();
        all.forEach(i ->
                institutions.register(kind(i.kind()), i.name().ar(), i.name().fr(), i.province(), !i.real()));
        var names = edition.samples().people(count);
        Map<String, List<NewRegistration>> byProvince = new LinkedHashMap<>();
        var done = 0;
        for (var n = 0; n < count; n++) {
            var institution = all.get(n % all.size());
            var batch = byProvince.computeIfAbsent(institution.province(), p -> new ArrayList<>());
            batch.add(new NewRegistration(
                    names.get(n),
                    String.format(Locale.ROOT, "212600%06d", n),
                    n % ONE_IN_HAS_MAIL == 0 ? "participant-" + n + "@dawra.invalid" : null,
                    kind(institution.kind()),
                    institution.name().ar(),
                    institution.name().fr(),
                    "ar",
                    true));
            if (batch.size() == BATCH) {
                done += add(cycle, institution.province(), batch, progress);
                progress.at(done, count);
            }
        }
        for (var entry : byProvince.entrySet()) {
            done += add(cycle, entry.getKey(), entry.getValue(), progress);
            progress.at(done, count);
        }
    }

    /** Whom a coordinator could not register, because of a name in the edition's file, is left out and told. */
    private int add(TrainingCycle cycle, String province, List<NewRegistration> batch, Progress progress) {
        var all = batch.size();
        while (!batch.isEmpty()) {
            try {
                intake.add(cycle.id(), province, List.copyOf(batch), people.coordinator(province));
                batch.clear();
            } catch (Refused e) {
                var refused = refusedNames(e);
                if (refused.isEmpty()) {
                    throw e;
                }
                refused.forEach((row, why) ->
                        progress.tell("left out: " + batch.get(row).name() + " (" + why + ")"));
                refused.descendingKeySet().forEach(row -> batch.remove(row.intValue()));
            }
        }
        return all;
    }

    private static TreeMap<Integer, String> refusedNames(Refused refused) {
        var names = new TreeMap<Integer, String>();
        for (var finding : refused.findings()) {
            var cell = NAME_OF_ROW.matcher(finding.field());
            if (cell.matches()) {
                names.put(Integer.valueOf(cell.group(1)), finding.messageKey());
            }
        }
        return names;
    }

    private static Institution.Kind kind(String name) {
        return Institution.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
