package org.dawra.overview;

import java.util.ArrayList;
import java.util.List;
import org.dawra.award.AwardSelection;
import org.dawra.award.Laureates;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.mail.MessageState;
import org.dawra.mail.Outbox;
import org.dawra.overview.Figure.Measure;
import org.dawra.partnership.AgreementProgress;
import org.dawra.partnership.Agreements;
import org.dawra.partnership.PartnershipAgreement;
import org.dawra.report.GeneralReport;
import org.dawra.report.Reports;
import org.dawra.training.SessionDelivery;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts what only the diagram of one process shows, not the year: an agreement's answers, a session, approvals, mail. */
@Component
class StepFigures {

    private final Agreements agreements;
    private final TrainingSessions sessions;
    private final Laureates laureates;
    private final Reports reports;
    private final Programmes programmes;
    private final Outbox outbox;

    StepFigures(
            Agreements agreements,
            TrainingSessions sessions,
            Laureates laureates,
            Reports reports,
            Programmes programmes,
            Outbox outbox) {
        this.agreements = agreements;
        this.sessions = sessions;
        this.laureates = laureates;
        this.reports = reports;
        this.programmes = programmes;
        this.outbox = outbox;
    }

    /** The counts of all instances of the process in the cycle. */
    @Transactional(readOnly = true)
    List<Figure> of(TrainingCycle cycle, String process) {
        return switch (process) {
            case PartnershipAgreement.KEY ->
                agreements.progress(cycle.id()).stream()
                        .flatMap(agreement -> agreement(agreement).stream())
                        .toList();
            case SessionDelivery.KEY ->
                sessions.of(cycle.id()).stream()
                        .filter(TrainingSession::summarised)
                        .flatMap(session -> session(session).stream())
                        .toList();
            case AwardSelection.KEY ->
                laureates.confirmations(cycle.id()).stream()
                        .map(count -> new Figure(
                                Measure.AWARD_ANSWERS,
                                process,
                                cycle.id().key(),
                                AwardSelection.CONFIRM_AWARD,
                                count.answered(),
                                count.asked()))
                        .toList();
            case GeneralReport.KEY ->
                reports.approvals(cycle.id()).stream()
                        .map(count -> new Figure(
                                Measure.REPORT_ANSWERS,
                                process,
                                cycle.id().key(),
                                GeneralReport.APPROVE_REPORT,
                                count.answered(),
                                count.asked()))
                        .toList();
            case CertificateIssuing.KEY -> mail(cycle);
            default -> List.of();
        };
    }

    private static List<Figure> agreement(AgreementProgress agreement) {
        var figures = new ArrayList<Figure>();
        var at = new At(figures, PartnershipAgreement.KEY, Long.toString(agreement.id()));
        at.add(PartnershipAgreement.REVIEW, Measure.REVIEWS, agreement.answered(), agreement.parties());
        if (agreement.signing() == AgreementProgress.Way.ELECTRONIC) {
            at.add(PartnershipAgreement.SIGN, Measure.PARTY_SIGNATURES, agreement.partiesSigned(), agreement.parties());
            at.add(
                    PartnershipAgreement.SIGN_FOR_NETWORK,
                    Measure.NETWORK_SIGNATURES,
                    agreement.networkSigned(),
                    agreement.signatories());
        } else if (agreement.signing() == AgreementProgress.Way.PAPER) {
            at.add(PartnershipAgreement.RECORD_PAPER, Measure.PAPER_SIGNATURES, agreement.signed() ? 1 : 0, 1);
        }
        return figures;
    }

    private static List<Figure> session(TrainingSession session) {
        var figures = new ArrayList<Figure>();
        var at = new At(figures, SessionDelivery.KEY, Long.toString(session.id()));
        var summarised = session.state() == TrainingSession.State.SUMMARISED;
        var counted = summarised || session.state() == TrainingSession.State.CONFIRMED;
        at.add(SessionDelivery.CONFIRM_ATTENDANCE, Measure.COUNTS, counted ? 1 : 0, 1);
        at.add(SessionDelivery.WRITE_SUMMARY, Measure.SESSIONS, summarised ? 1 : 0, 1);
        return figures;
    }

    private List<Figure> mail(TrainingCycle cycle) {
        var figures = new ArrayList<Figure>();
        for (var meeting : programmes.meetings(cycle.id())) {
            var states = outbox.states(CertificateIssuing.mailGroup(meeting.id()));
            var all = states.values().stream().mapToLong(Long::longValue).sum();
            var gone = states.getOrDefault(MessageState.SENT, 0L) + states.getOrDefault(MessageState.HANDED, 0L);
            new At(figures, CertificateIssuing.KEY, meeting.id().key())
                    .add(CertificateIssuing.RECOUNT_MAIL, Measure.MAIL, Math.toIntExact(gone), Math.toIntExact(all));
        }
        return figures;
    }

    /** The diagram of one instance; takes up what there is anything of. */
    private record At(List<Figure> figures, String process, String businessKey) {

        void add(String element, Measure measure, int done, int of) {
            if (of > 0) {
                figures.add(new Figure(measure, process, businessKey, element, done, of));
            }
        }
    }
}
