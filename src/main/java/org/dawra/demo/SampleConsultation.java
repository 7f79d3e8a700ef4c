package org.dawra.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.SampleInstitution;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.HumanTask;
import org.dawra.registration.BeneficiaryRegistration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The beginning of a sample year: provinces fill and validate their lists, meet, and the programme is approved. */
@Component
@Profile("demo")
class SampleConsultation implements Chapter {

    private static final Duration SHEET_BEFORE_DUE = Duration.ofDays(-3);
    private static final Duration WORKSHOP_TAKES = Duration.ofHours(3);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int DAYS_TO_VALIDATE = 7;
    private static final int DAYS_TO_APPROVE = 2;

    private final TrainingCycles cycles;
    private final SampleLists lists;
    private final Set<CycleId> listed = ConcurrentHashMap.newKeySet();

    SampleConsultation(TrainingCycles cycles, SampleLists lists) {
        this.cycles = cycles;
        this.lists = lists;
    }

    @Override
    public void write(Year year, Script script) {
        script.deed(BeneficiaryRegistration.KEY, () -> listsFilled(year), () -> fillLists(year));
        script.task(
                CoordinatorConsultation.KEY,
                CoordinatorConsultation.FILL_SHEET,
                Timing.fromDue(SHEET_BEFORE_DUE),
                (task, facts) -> {
                    if (!listed(year)) {
                        return null;
                    }
                    return Map.of(
                            "places", "قاعة العروض بالإقليم (نموذج)",
                            "dates", "نهاية الأسبوع (نموذج)",
                            "logistics", "النقل والقاعة متوفران (نموذج)",
                            "expectedBeneficiaries", expected(year, task),
                            "remarks", "");
                });
        script.task(
                CoordinatorConsultation.KEY,
                CoordinatorConsultation.HOLD_WORKSHOP,
                task -> cycles.timetable(year.cycle()).consultation().plus(WORKSHOP_TAKES),
                (task, facts) -> workshop(year));
        script.task(
                AnnualCycle.KEY,
                AnnualCycle.APPROVE_PROGRAMME,
                Timing.afterDays(DAYS_TO_APPROVE),
                (task, facts) -> Map.of("decision", "APPROVE"));
        script.task(
                BeneficiaryRegistration.KEY,
                BeneficiaryRegistration.VALIDATE_LIST,
                Timing.afterDays(DAYS_TO_VALIDATE),
                (task, facts) -> listed(year)
                        ? Map.of("decisions", decisions(Rows.of(facts, "decisions")), "final", true)
                        : null);
    }

    /** The day after the lists open, and in time for the sheets, which tell their counts. */
    private Optional<Instant> listsFilled(Year year) {
        if (listed(year)) {
            return Optional.empty();
        }
        var timetable = cycles.timetable(year.cycle());
        var opened = timetable.listsOpen().plus(A_DAY);
        var sheets = timetable.consultationSheetsDue().plus(SHEET_BEFORE_DUE);
        return Optional.of(opened.isBefore(sheets) ? opened : sheets);
    }

    private void fillLists(Year year) {
        listed.add(year.cycle());
        lists.fill(cycles.get(year.cycle()), year.beneficiaries(), year.progress());
    }

    private boolean listed(Year year) {
        return listed.contains(year.cycle());
    }

    private static int expected(Year year, HumanTask task) {
        var province = String.valueOf(task.variables().get("province"));
        var all = year.edition().samples().institutions();
        var here = all.stream()
                .map(SampleInstitution::province)
                .filter(province::equals)
                .count();
        return (int) Math.max(1, (year.beneficiaries() * here + all.size() - 1) / all.size());
    }

    private Map<String, Object> workshop(Year year) {
        var first = cycles.get(year.cycle()).firstMeetingDay();
        var decided = new ArrayList<Map<String, Object>>();
        for (var meeting : year.edition().samples().decidedMeetings()) {
            var starts = first.plusDays(meeting.startsAfter());
            var row = new LinkedHashMap<String, Object>();
            var code = meeting.code();
            if (code != null) {
                row.put("code", code);
            }
            row.put("titleAr", meeting.title().ar());
            row.put("titleFr", meeting.title().fr());
            row.put("placeAr", meeting.place().ar());
            row.put("placeFr", meeting.place().fr());
            row.put("startsOn", starts.toString());
            row.put("endsOn", starts.plusDays(meeting.days() - 1L).toString());
            row.put("capacity", Math.max(meeting.capacity(), year.beneficiaries()));
            decided.add(row);
        }
        var fields = new HashMap<String, Object>();
        fields.put("method", "التذكير بمنهجية الاشتغال (نموذج)");
        fields.put("logistics", "النقل والإيواء والقاعات (نموذج)");
        fields.put("notes", "");
        fields.put("meetings", decided);
        return fields;
    }

    private static List<Map<String, Object>> decisions(List<Map<String, Object>> waiting) {
        return waiting.stream()
                .map(row -> Map.<String, Object>of(
                        "registration", row.getOrDefault("registration", ""), "decision", "ACCEPT", "reason", ""))
                .toList();
    }
}
