package org.dawra.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.springframework.stereotype.Component;

/** What {@code registration-list} shows: the province's registrations that wait, read from our tables and kept nowhere else. */
@Component
class ValidateListForm implements TaskForm {

    /** What fits one sitting; the rest comes with the next round. */
    private static final int ROWS = 300;

    private final TrainingCycles cycles;
    private final Registrations registrations;

    ValidateListForm(TrainingCycles cycles, Registrations registrations) {
        this.cycles = cycles;
        this.registrations = registrations;
    }

    @Override
    public String process() {
        return BeneficiaryRegistration.CONTRACT.key();
    }

    @Override
    public String element() {
        return "userTask_validateList";
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var cycle = CycleId.of(task.businessKey());
        var code = task.get(BeneficiaryRegistration.PROVINCE);
        var year = cycles.get(cycle);
        RegistrationScope.check(year, code, actor);
        var waiting = new Registrations.Query(cycle, code, RegistrationState.WAITING, null);
        var accepted = new Registrations.Query(cycle, code, RegistrationState.ACCEPTED, null);
        var facts = new LinkedHashMap<String, Object>();
        var province = year.edition().province(code).orElseThrow();
        facts.put("provinceAr", province.name().ar());
        facts.put("provinceFr", province.name().fr());
        facts.put("waiting", registrations.count(waiting));
        facts.put("accepted", registrations.count(accepted));
        facts.put("listPage", "/registrations/" + year.slug() + "?province=" + code);
        facts.put(
                "decisions",
                registrations.page(waiting, 0, ROWS).stream()
                        .map(entry -> row(entry, cycles.localTimes(cycle)))
                        .toList());
        return facts;
    }

    private static Map<String, Object> row(Entry entry, org.dawra.cycle.LocalTimes times) {
        var row = new LinkedHashMap<String, Object>();
        row.put("registration", entry.id());
        row.put("name", entry.name() == null ? "" : entry.name());
        row.put("phone", entry.phoneShown());
        row.put("email", entry.email() == null ? "" : entry.email());
        row.put("institution", entry.institution());
        row.put("kind", entry.kind().name());
        row.put("registeredOn", times.local(entry.registeredAt()).toLocalDate().toString());
        return row;
    }
}
