package org.dawra.draw;

import org.dawra.cycle.Programmes;
import org.dawra.engine.ProcessMessages;
import org.dawra.training.AttendanceConfirmed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the draw of a meeting that waits for its attendance. */
@Component
class AwaitedAttendance {

    private final Draws draws;
    private final Programmes programmes;
    private final ProcessMessages messages;

    AwaitedAttendance(Draws draws, Programmes programmes, ProcessMessages messages) {
        this.draws = draws;
        this.programmes = programmes;
        this.messages = messages;
    }

    /** After the confirmation has been committed: a draw that fails to wake must not undo it, and looks again by itself. */
    @TransactionalEventListener
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void on(AttendanceConfirmed confirmed) {
        var cycle = programmes.meeting(confirmed.meeting()).cycle();
        draws.find(cycle)
                .filter(draw -> draw.meeting().equals(confirmed.meeting()))
                .ifPresent(draw -> messages.signal(PrizeDraw.KEY, cycle.key(), PrizeDraw.ATTENDANCE_CONFIRMED));
    }
}
