package org.dawra.demo;

import java.util.Map;
import org.dawra.draw.PrizeDraw;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The prize draw of a sample year, held and answered in the hall. */
@Component
@Profile("demo")
class SampleDraw implements Chapter {

    @Override
    public void write(Year year, Script script) {
        script.task(
                PrizeDraw.KEY,
                PrizeDraw.ENTER_RANDOMNESS,
                Timing.atOnce(),
                (task, facts) -> Map.of(
                        "method", "HALL", "randomness", "7 21 3 40 18 33", "witness", "شاهد(ة) من القاعة (نموذج)"));
        script.task(
                PrizeDraw.KEY,
                PrizeDraw.RECORD_ACCEPTANCE,
                Timing.atOnce(),
                (task, facts) -> Map.of("decision", "ACCEPTED", "note", ""));
    }
}
