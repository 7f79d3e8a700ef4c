package org.dawra.training;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.dawra.registration.Seats;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_closeSeats}. Idempotent: a closed window stays closed. */
@Component
class CloseSeatsDelegate implements JavaDelegate {

    private final Seats seats;

    CloseSeatsDelegate(Seats seats) {
        this.seats = seats;
    }

    @Override
    public void execute(DelegateExecution execution) {
        seats.close(MeetingId.of(execution.getProcessBusinessKey()));
    }
}
