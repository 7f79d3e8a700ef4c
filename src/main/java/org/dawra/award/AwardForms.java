package org.dawra.award;

import java.util.Map;
import java.util.function.Function;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the forms of the award show. */
@Configuration(proxyBeanMethods = false)
class AwardForms {

    @Bean
    TaskForm nominationForm(Nominating nominating) {
        return new Form(
                AwardSelection.NOMINATE,
                task -> nominating.facts(CycleId.of(task.businessKey()), task.get(AwardSelection.PROVINCE)));
    }

    /** Jurors score on a page of ours; whoever plays a year headless reads here what it would show. */
    @Bean
    TaskForm scoringForm(Judging judging) {
        return new Form(
                AwardSelection.SCORE_NOMINEES,
                task -> judging.facts(CycleId.of(task.businessKey()), task.get(AwardSelection.JUROR)));
    }

    @Bean
    TaskForm awardConfirmationForm(Awarding awarding) {
        return new Form(AwardSelection.CONFIRM_AWARD, task -> awarding.facts(CycleId.of(task.businessKey())));
    }

    private record Form(String element, Function<HumanTask, Map<String, Object>> shown) implements TaskForm {

        @Override
        public String process() {
            return AwardSelection.KEY;
        }

        @Override
        public Map<String, Object> facts(HumanTask task, Actor actor) {
            return shown.apply(task);
        }
    }
}
