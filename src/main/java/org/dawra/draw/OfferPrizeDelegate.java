package org.dawra.draw;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.CycleId;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_offerPrize}. Idempotent: an offer that waits for its answer is offered again. */
@Component
class OfferPrizeDelegate implements JavaDelegate {

    private final PrizeDrawing drawing;

    OfferPrizeDelegate(PrizeDrawing drawing) {
        this.drawing = drawing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var cycle = CycleId.of(execution.getProcessBusinessKey());
        var ticket = drawing.offerNext(cycle);
        ticket.ifPresent(number -> PrizeDraw.TICKET.set(execution, Integer.toString(number)));
        PrizeDraw.ANSWER_DUE.set(execution, Date.from(drawing.answerDue()));
        PrizeDraw.PRIZES_OPEN.set(execution, ticket.isPresent());
    }
}
