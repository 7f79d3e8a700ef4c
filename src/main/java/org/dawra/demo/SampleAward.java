package org.dawra.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dawra.award.AwardSelection;
import org.dawra.cycle.Edition.SampleInstitution;
import org.dawra.engine.HumanTask;
import org.dawra.registration.Institutions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The award of a sample year: the edition's sample nominations, scored as the edition says. */
@Component
@Profile("demo")
class SampleAward implements Chapter {

    private static final int DAYS_TO_NOMINATE = 7;
    private static final int DAYS_TO_SCORE = 2;

    private final Institutions institutions;

    SampleAward(Institutions institutions) {
        this.institutions = institutions;
    }

    @Override
    public void write(Year year, Script script) {
        script.task(
                AwardSelection.KEY,
                AwardSelection.NOMINATE,
                Timing.afterDays(DAYS_TO_NOMINATE),
                (task, facts) -> Map.of("nominations", nominations(year, task)));
        script.task(
                AwardSelection.KEY,
                AwardSelection.DECLARE_CONFLICTS,
                Timing.afterDays(1),
                (task, facts) -> Map.of("conflicts", List.of()));
        script.task(
                AwardSelection.KEY,
                AwardSelection.SCORE_NOMINEES,
                Timing.afterDays(DAYS_TO_SCORE),
                (task, facts) -> Map.of("scores", scores(year, task, facts)));
        script.task(
                AwardSelection.KEY,
                AwardSelection.CONFIRM_AWARD,
                Timing.afterDays(1),
                (task, facts) -> Map.of("decision", "CONFIRM", "note", ""));
    }

    private List<Map<String, Object>> nominations(Year year, HumanTask task) {
        var province = String.valueOf(task.variables().get("province"));
        var mine = new ArrayList<Map<String, Object>>();
        for (var nomination : year.edition().samples().nominations()) {
            var institution = institution(year, nomination.institution());
            if (institution.province().equals(province)) {
                mine.add(Map.of(
                        "institution",
                        id(year, institution),
                        "citationAr",
                        nomination.citation().ar(),
                        "citationFr",
                        nomination.citation().fr()));
            }
        }
        return mine;
    }

    private List<Map<String, Object>> scores(Year year, HumanTask task, Map<String, Object> facts) {
        var award = year.edition().award();
        if (award == null) {
            return List.of();
        }
        var juror = Math.floorMod(
                Integer.parseInt(String.valueOf(task.assignee()).replaceAll("\\D", "")) - 1, SamplePeople.JURORS);
        var scores = new ArrayList<Map<String, Object>>();
        for (var nominee : Rows.of(facts, "nominees")) {
            var nomination = year.edition().samples().nominations().stream()
                    .filter(n -> id(year, institution(year, n.institution()))
                            == ((Number) nominee.getOrDefault("institution", 0L)).longValue())
                    .findFirst()
                    .orElseGet(() -> year.edition().samples().nominations().get(0)); // nominated by a visitor who tries
            for (var c = 0; c < award.criteria().size(); c++) {
                scores.add(Map.of(
                        "nomination",
                        nominee.getOrDefault("nomination", 0L),
                        "criterion",
                        award.criteria().get(c).code(),
                        "score",
                        nomination.scores().get(juror).get(c)));
            }
        }
        return scores;
    }

    private static SampleInstitution institution(Year year, String code) {
        return year.edition().samples().institutions().stream()
                .filter(i -> i.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private long id(Year year, SampleInstitution institution) {
        return institutions.ofProvince(year.cycle(), institution.province()).stream()
                .filter(i -> i.name().equals(institution.name().ar()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(institution.code() + " has nobody on its list"))
                .id();
    }
}
