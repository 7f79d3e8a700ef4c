package org.dawra.overview;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.certificate.Certificates;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.FailedSteps.FailedStep;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.partnership.Agreements;
import org.dawra.partnership.PartnershipAgreement;
import org.dawra.registration.BeneficiaryRegistration;
import org.dawra.training.SessionDelivery;
import org.dawra.training.TrainingDelivery;
import org.dawra.training.TrainingSessions;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a failed step concerns: the cycle, and within it the meeting, session, agreement or province. */
@Component
class FailureSubjects {

    private static final Set<String> OF_A_MEETING =
            Set.of(TrainingDelivery.KEY, CycleEvaluation.KEY, CertificateIssuing.KEY);

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final TrainingSessions sessions;
    private final Agreements agreements;
    private final Certificates certificates;

    FailureSubjects(
            TrainingCycles cycles,
            Programmes programmes,
            TrainingSessions sessions,
            Agreements agreements,
            Certificates certificates) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.sessions = sessions;
        this.agreements = agreements;
        this.certificates = certificates;
    }

    /**
     * What a step concerns.
     *
     * @param cycle title and year of the cycle
     * @param part the meeting, session, agreement or province; empty when it is the cycle as a whole
     * @param page where one looks at it, or null
     * @param issued how many certificates stand already, where certificates are issued
     */
    record Subject(String cycle, String part, @Nullable String page, int issued) {

        static final Subject UNKNOWN = new Subject("", "", null, 0);

        Subject withoutPage() {
            return new Subject(cycle, part, null, issued);
        }
    }

    Subject of(FailedStep step) {
        try {
            return find(step, ChosenLanguage.current());
        } catch (NoSuchElementException | NumberFormatException nothingOfOurs) {
            return Subject.UNKNOWN;
        }
    }

    private Subject find(FailedStep step, Language language) {
        var process = step.processKey();
        if (OF_A_MEETING.contains(process)) {
            return ofMeeting(MeetingId.of(step.businessKey()), process, language);
        }
        if (process.equals(SessionDelivery.KEY)) {
            var session = sessions.find(Long.parseLong(step.businessKey())).orElseThrow();
            return subject(cycles.get(session.cycle()), session.title(language), null, language);
        }
        if (process.equals(PartnershipAgreement.KEY)) {
            return ofAgreement(Long.parseLong(step.businessKey()), language);
        }
        var cycle = cycles.get(CycleId.of(step.businessKey()));
        return subject(cycle, province(cycle, step.variables(), language), page(process, cycle), language);
    }

    private Subject ofMeeting(MeetingId id, String process, Language language) {
        var meeting = programmes.meeting(id);
        var found = subject(
                cycles.get(meeting.cycle()),
                meeting.title().in(language),
                process.equals(CertificateIssuing.KEY) ? "/certificates" : null,
                language);
        return new Subject(
                found.cycle(),
                found.part(),
                found.page(),
                certificates.counts(id).issued());
    }

    private Subject ofAgreement(long id, Language language) {
        for (var cycle : cycles.all()) {
            for (var agreement : agreements.of(cycle.id())) {
                if (agreement.id() == id) {
                    var parties = language == Language.AR ? agreement.partiesAr() : agreement.partiesFr();
                    return subject(cycle, String.join(" · ", parties), "/agreements/detail/" + id, language);
                }
            }
        }
        throw new NoSuchElementException("no agreement");
    }

    private static @Nullable String page(String process, TrainingCycle cycle) {
        return switch (process) {
            case CoordinatorConsultation.KEY -> "/consultations/" + cycle.slug();
            case BeneficiaryRegistration.KEY -> "/registrations/" + cycle.slug();
            default -> null;
        };
    }

    private static String province(TrainingCycle cycle, Map<String, Object> variables, Language language) {
        return Optional.ofNullable(variables.get(CoordinatorConsultation.PROVINCE.name()))
                .map(String::valueOf)
                .flatMap(code -> cycle.edition().province(code))
                .map(province -> province.name().in(language))
                .orElse("");
    }

    private static Subject subject(TrainingCycle cycle, String part, @Nullable String page, Language language) {
        var titles = List.of(cycle.edition().title().in(language), String.valueOf(cycle.number()));
        return new Subject(String.join(" · ", titles), part, page, 0);
    }
}
