package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.dawra.ModelElements;
import org.junit.jupiter.api.Test;

class ForesightTest {

    private static final Foresight.Call CONSULTATION = new Foresight.Call("annual-cycle", "callActivity_consultation");

    private final Foresight foresight = new Foresight(ModelElements::model);

    @Test
    void behindTheLastSheetStandsTheWorkshopOfTheManager() {
        var ahead = foresight.after("coordinator-consultation", "userTask_fillSheet", List.of());
        assertThat(ahead.people()).extracting(TaskDone.Step::element).containsExactly("userTask_holdWorkshop");
        assertThat(ahead.people()).extracting(TaskDone.Step::who).containsExactly("programme-manager");
        assertThat(ahead.system()).isEmpty();
    }

    @Test
    void whatTheEngineDoesFirstIsToldAndTheWayGoesOnBehindTheCall() {
        var ahead = foresight.after("coordinator-consultation", "userTask_holdWorkshop", List.of(CONSULTATION));
        assertThat(ahead.system())
                .hasValueSatisfying(step -> assertThat(step.element()).isEqualTo("serviceTask_shareSeats"));
        assertThat(ahead.people()).extracting(TaskDone.Step::element).containsExactly("userTask_approveProgramme");
    }

    @Test
    void aCallIsEntered() {
        var ahead = foresight.from("annual-cycle", "callActivity_consultation", List.of());
        assertThat(ahead.people())
                .extracting(TaskDone.Step::process, TaskDone.Step::element, TaskDone.Step::who)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "coordinator-consultation", "userTask_fillSheet", "coordinator"));
    }

    @Test
    void whereAGatewayWillDecideEachWayIsTold() {
        var ahead = foresight.after("annual-cycle", "userTask_approveProgramme", List.of());
        assertThat(ahead.people()).extracting(TaskDone.Step::element).contains("userTask_reviseProgramme");
        assertThat(ahead.people()).hasSizeGreaterThan(1);
    }

    @Test
    void whoHasClosedAListIsNotToldToCloseItAgain() {
        var ahead = foresight.from("beneficiary-registration", "gateway_listRests", List.of());
        assertThat(ahead.people()).isEmpty();
        assertThat(foresight
                        .from("beneficiary-registration", "timer_nextRound", List.of())
                        .people())
                .extracting(TaskDone.Step::element)
                .containsExactly("userTask_validateList");
    }

    @Test
    void behindTheEndOfAProcessThatNobodyCalledIsNothing() {
        var ahead = foresight.after("annual-cycle", "userTask_adoptRecommendations", List.of());
        assertThat(ahead.people()).isEmpty();
    }

    @Test
    void whatTellsSeveralApartHoldsUntilTheyAreLeftOrEntered() {
        var again =
                foresight.firstOf("beneficiary-registration", "userTask_validateList", List.of(), true, place -> true);
        assertThat(again)
                .as("the next round of the same province")
                .singleElement()
                .satisfies(place -> assertThat(place.left()).doesNotContain("province"));
        var scores = foresight.firstOf("award-selection", "userTask_declareConflicts", List.of(), true, place -> true);
        assertThat(scores)
                .singleElement()
                .satisfies(place -> assertThat(place.left()).isEmpty());
        var jurors = foresight.firstOf("award-selection", "userTask_nominate", List.of(), true, place -> true);
        assertThat(jurors)
                .as("another's scores may be any juror's, and the province is over")
                .singleElement()
                .satisfies(place -> assertThat(place.left()).contains("juror", "province"));
    }

    @Test
    void everyLoopEndsAndEverybodyWhomAModelNamesHasAWordInThreeLanguages() {
        var missing = new ArrayList<String>();
        for (var file : Path.of("bpmn").toFile().list((folder, name) -> name.endsWith(".bpmn"))) {
            var process = file.replace(".bpmn", "");
            for (var task : ModelElements.model(process).getModelElementsByType(UserTask.class)) {
                assertThat(foresight.after(process, task.getId(), List.of()).people())
                        .as(process + " " + task.getId())
                        .hasSizeLessThan(10);
                for (var language : List.of("ar", "fr", "en")) {
                    var words = ResourceBundle.getBundle("messages/access", Locale.forLanguageTag(language));
                    if (!words.containsKey("access.next.who." + Foresight.who(task))) {
                        missing.add(language + " " + Foresight.who(task));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }
}
