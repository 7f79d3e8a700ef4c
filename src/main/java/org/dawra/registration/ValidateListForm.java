package org.dawra.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What {@code registration-list} shows: the province's registrations that wait, read from our tables and kept nowhere else. */
@Component
class ValidateListForm implements TaskForm {

    private final TrainingCycles cycles;
    private final ProvinceLists lists;
    private final Registrations registrations;
    private final MessageSource texts;

    ValidateListForm(TrainingCycles cycles, ProvinceLists lists, Registrations registrations, MessageSource texts) {
        this.cycles = cycles;
        this.lists = lists;
        this.registrations = registrations;
        this.texts = texts;
    }

    @Override
    public String process() {
        return BeneficiaryRegistration.KEY;
    }

    @Override
    public String element() {
        return BeneficiaryRegistration.VALIDATE_LIST;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var cycle = CycleId.of(task.businessKey());
        var code = task.get(BeneficiaryRegistration.PROVINCE);
        var year = cycles.get(cycle);
        RegistrationScope.check(year, code, actor);
        var rows = lists.waiting(cycle, code);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("province", year.edition().province(code).orElseThrow().name().in(ChosenLanguage.current()));
        facts.put("waiting", registrations.waiting(cycle).getOrDefault(code, 0));
        facts.put("accepted", registrations.accepted(cycle).getOrDefault(code, 0));
        facts.put("nothingWaits", rows.isEmpty());
        facts.put("somethingWaits", !rows.isEmpty());
        var times = cycles.localTimes(cycle);
        facts.put("decisions", rows.stream().map(entry -> row(entry, times)).toList());
        return facts;
    }

    private Map<String, Object> row(Entry entry, LocalTimes times) {
        var row = new LinkedHashMap<String, Object>();
        row.put("registration", entry.id());
        row.put("name", entry.name() == null ? "" : entry.name());
        row.put("phone", entry.phoneShown());
        row.put("institution", entry.institution());
        row.put(
                "kind",
                texts.getMessage(
                        "registration.kind." + entry.kind(),
                        null,
                        ChosenLanguage.current().locale()));
        row.put(
                "registeredOn",
                MoroccanText.shortDate(times.local(entry.registeredAt()).toLocalDate()));
        // nobody is accepted by a decision that was not taken
        row.put("decision", ProvinceLists.Decision.LATER.name());
        row.put("reason", "");
        return row;
    }
}
