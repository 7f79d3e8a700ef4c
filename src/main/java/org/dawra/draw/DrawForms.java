package org.dawra.draw;

import java.util.Map;
import java.util.function.Function;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the forms of the draw show. */
@Configuration(proxyBeanMethods = false)
class DrawForms {

    @Bean
    TaskForm randomnessForm(PrizeDrawing drawing) {
        return new Form(PrizeDraw.ENTER_RANDOMNESS, task -> drawing.randomnessFacts(CycleId.of(task.businessKey())));
    }

    @Bean
    TaskForm acceptanceForm(PrizeDrawing drawing) {
        return new Form(
                PrizeDraw.RECORD_ACCEPTANCE,
                task -> drawing.acceptanceFacts(
                        CycleId.of(task.businessKey()), Integer.parseInt(task.get(PrizeDraw.TICKET))));
    }

    private record Form(String element, Function<HumanTask, Map<String, Object>> shown) implements TaskForm {

        @Override
        public String process() {
            return PrizeDraw.KEY;
        }

        @Override
        public Map<String, Object> facts(HumanTask task, Actor actor) {
            return shown.apply(task);
        }
    }
}
