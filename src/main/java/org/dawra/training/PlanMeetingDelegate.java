package org.dawra.training;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dawra.cycle.MeetingId;
import org.dawra.followup.Escalation;
import org.springframework.stereotype.Component;

/** Binds {@code serviceTask_planMeeting}. Idempotent: sessions once laid down stay. */
@Component
class PlanMeetingDelegate implements JavaDelegate {

    private final MeetingDelivery delivery;

    PlanMeetingDelegate(MeetingDelivery delivery) {
        this.delivery = delivery;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var meeting = MeetingId.of(execution.getProcessBusinessKey());
        var timetable = delivery.plan(meeting);
        var outline = delivery.outline(meeting);
        TrainingDelivery.SEATS_OPEN.set(execution, Date.from(timetable.seatsOpen()));
        TrainingDelivery.SEATS_CLOSE.set(execution, Date.from(timetable.seatsClose()));
        TrainingDelivery.MEETING_BEGINS.set(execution, Date.from(timetable.begins()));
        TrainingDelivery.CERTIFICATES_AT.set(execution, Date.from(timetable.certificatesBeforeClosing()));
        TrainingDelivery.CLOSING_AT.set(execution, Date.from(timetable.closing()));
        TrainingDelivery.CLOSING_LATE_AT.set(execution, Date.from(Escalation.deputyAt(timetable.closing())));
        TrainingDelivery.SESSIONS.set(execution, outline.sessions());
        TrainingDelivery.HALF_DAYS.set(execution, outline.halfDays());
    }
}
