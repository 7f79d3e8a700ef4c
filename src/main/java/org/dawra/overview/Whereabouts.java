package org.dawra.overview;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.award.AwardSelection;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.draw.PrizeDraw;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.partnership.Agreements;
import org.dawra.partnership.PartnershipAgreement;
import org.dawra.registration.BeneficiaryRegistration;
import org.dawra.report.GeneralReport;
import org.dawra.training.SessionDelivery;
import org.dawra.training.TrainingDelivery;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** To which year, and to which meeting of it, a process instance belongs: its business key says so, by process. */
@Component
class Whereabouts {

    private static final List<String> OF_THE_YEAR = List.of(
            AnnualCycle.KEY,
            CoordinatorConsultation.KEY,
            BeneficiaryRegistration.KEY,
            AwardSelection.KEY,
            PrizeDraw.KEY,
            GeneralReport.KEY);
    private static final List<String> OF_A_MEETING =
            List.of(TrainingDelivery.KEY, CycleEvaluation.KEY, CertificateIssuing.KEY);

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final TrainingSessions sessions;
    private final Agreements agreements;

    Whereabouts(TrainingCycles cycles, Programmes programmes, TrainingSessions sessions, Agreements agreements) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.sessions = sessions;
        this.agreements = agreements;
    }

    /** A year, and the meeting of it if it is about one. */
    record Where(TrainingCycle cycle, @Nullable MeetingId meeting) {

        /** Whether all of {@code other} belongs to this. */
        boolean holds(Where other) {
            return cycle.id().equals(other.cycle.id()) && (meeting == null || meeting.equals(other.meeting));
        }
    }

    /** Whether the process is one of the year's. */
    static boolean isKnown(String process) {
        return OF_THE_YEAR.contains(process)
                || OF_A_MEETING.contains(process)
                || process.equals(SessionDelivery.KEY)
                || process.equals(PartnershipAgreement.KEY);
    }

    /** Whether an instance of the process is about a whole year or a whole meeting, so that other processes serve it. */
    static boolean isBroad(String process) {
        return process.equals(AnnualCycle.KEY) || process.equals(TrainingDelivery.KEY);
    }

    /** Where an instance belongs; empty when there is no such thing. */
    Optional<Where> of(String process, String businessKey) {
        try {
            var id = Long.parseLong(businessKey);
            if (OF_THE_YEAR.contains(process)) {
                return Optional.of(new Where(cycles.get(new CycleId(id)), null));
            }
            if (OF_A_MEETING.contains(process)) {
                var meeting = programmes.meeting(new MeetingId(id));
                return Optional.of(new Where(cycles.get(meeting.cycle()), meeting.id()));
            }
            if (process.equals(SessionDelivery.KEY)) {
                return sessions.find(id).map(this::where);
            }
            return process.equals(PartnershipAgreement.KEY) ? ofAgreement(id) : Optional.empty();
        } catch (NumberFormatException | NoSuchElementException nothing) {
            return Optional.empty();
        }
    }

    private Where where(TrainingSession session) {
        return new Where(cycles.get(session.cycle()), session.meeting());
    }

    private Optional<Where> ofAgreement(long id) {
        return cycles.all().stream()
                .filter(cycle -> agreements.of(cycle.id()).stream().anyMatch(agreement -> agreement.id() == id))
                .findFirst()
                .map(cycle -> new Where(cycle, null));
    }
}
