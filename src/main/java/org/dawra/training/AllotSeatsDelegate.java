package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.dawra.registration.Seats;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_allotSeats}. Idempotent: only what is missing is added. */
@Component
class AllotSeatsDelegate implements JavaDelegate {

    private final Seats seats;

    AllotSeatsDelegate(Seats seats) {
        this.seats = seats;
    }

    @Override
    public void execute(DelegateExecution execution) {
        seats.allot(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
