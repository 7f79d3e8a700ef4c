package org.dawra.consultation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.dawra.cycle.AdoptedRecommendations;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingFacts;
import org.dawra.cycle.Province;
import org.dawra.cycle.RegisteredCounts;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the forms of the consultation show. */
@Configuration(proxyBeanMethods = false)
class ConsultationForms {

    @Bean
    TaskForm consultationSheetForm(
            TrainingCycles cycles,
            SheetTable sheets,
            ObjectProvider<RegisteredCounts> counts,
            MessageSource texts,
            Formats formats) {
        return form(CoordinatorConsultation.FILL_SHEET, task -> {
            var language = ChosenLanguage.current();
            var cycle = CycleId.of(task.businessKey());
            var code = task.get(CoordinatorConsultation.PROVINCE);
            var edition = cycles.get(cycle).edition();
            var province = edition.province(code).orElseThrow().name().in(language);
            var registered = counts.stream()
                    .mapToInt(c -> c.of(cycle).getOrDefault(code, 0))
                    .sum();
            var lines = new ArrayList<String>();
            lines.add(text(
                    texts,
                    "consultation.sheet.about",
                    province,
                    edition.title().in(language),
                    formats.day(cycles.timetable(cycle).consultation())));
            lines.add(text(texts, "consultation.sheet.registered", registered));
            sheets.lastYear(cycle, code).ifPresent(last -> lines.add(text(texts, "consultation.sheet.lastYear", last)));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("about", String.join("\n\n", lines));
            if (registered > 0) {
                facts.put("expectedBeneficiaries", registered);
            }
            return facts;
        });
    }

    @Bean
    TaskForm consultationWorkshopForm(
            TrainingCycles cycles,
            SheetTable sheets,
            MeetingFacts meetings,
            AdoptedRecommendations adopted,
            MessageSource texts) {
        return form(CoordinatorConsultation.HOLD_WORKSHOP, task -> {
            var language = ChosenLanguage.current();
            var cycle = CycleId.of(task.businessKey());
            var edition = cycles.get(cycle).edition();
            var rows = sheets.sheets(cycle).stream()
                    .map(sheet -> sheetRow(
                            sheet,
                            edition.province(sheet.province())
                                    .map(Province::name)
                                    .map(n -> n.in(language))
                                    .orElse(sheet.province()),
                            text(texts, "consultation.state." + sheet.state())))
                    .toList();
            return Map.of(
                    "agenda",
                    edition.consultationAgenda().stream()
                            .map(point -> Map.of("text", point.in(language)))
                            .toList(),
                    "recommendations",
                    adopted.forCycle(cycle).stream()
                            .map(text -> Map.of("text", text.in(language)))
                            .toList(),
                    "sheets",
                    rows,
                    "fixedMeetings",
                    meetings.fixed(cycle),
                    "meetings",
                    meetings.proposed(cycle));
        });
    }

    private static Map<String, Object> sheetRow(ConsultationSheet sheet, String province, String state) {
        var row = new LinkedHashMap<String, Object>();
        row.put("province", province);
        row.put("state", sheet.state() == ConsultationSheet.State.FILLED ? "" : "(" + state + ")");
        put(row, "expectedBeneficiaries", sheet.expectedBeneficiaries());
        put(row, "places", sheet.places());
        put(row, "dates", sheet.dates());
        put(row, "logistics", sheet.logistics());
        put(row, "remarks", sheet.remarks());
        return row;
    }

    private static void put(Map<String, Object> row, String name, @Nullable Object value) {
        row.put(name, value == null ? "" : value);
    }

    private static String text(MessageSource texts, String key, Object... args) {
        return texts.getMessage(key, args, ChosenLanguage.current().locale());
    }

    private static TaskForm form(String element, Function<HumanTask, Map<String, Object>> facts) {
        return new TaskForm() {
            @Override
            public String process() {
                return CoordinatorConsultation.KEY;
            }

            @Override
            public String element() {
                return element;
            }

            @Override
            public Map<String, Object> facts(HumanTask task, Actor actor) {
                return facts.apply(task);
            }
        };
    }
}
