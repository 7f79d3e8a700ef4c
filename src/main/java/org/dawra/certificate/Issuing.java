package org.dawra.certificate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dawra.access.Reach;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.FrozenRules;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.engine.Actor;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.dawra.training.Attendances;
import org.dawra.training.TrainingSessions;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of issuing a meeting's certificates. Each can be done again and then does only what is missing. */
@Component
class Issuing {

    static final String KIND = "certificate";
    static final int CHUNK = 100;

    /** Papers held in memory before they are stored; what lives briefly costs the collector nothing. */
    private static final int AT_ONCE = 20;

    private static final int LANES = 4;

    /** Time stamps may be slow in coming; with the last of them no job lasts longer than a quarter of its lock. */
    private static final Duration LONGEST_CHUNK = Duration.ofMinutes(1);

    private final CertificateRows rows;
    private final IssuingPauses pauses;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Attendances attendances;
    private final TrainingSessions sessions;
    private final Persons persons;
    private final FrozenRules frozen;
    private final Documents documents;
    private final Seal seal;
    private final DocumentStore store;
    private final Outbox outbox;
    private final PublicUrl publicUrl;
    private final ProcessStarts processes;
    private final MessageSource messages;
    private final AuditTrail audit;
    private final Clock clock;

    Issuing(
            CertificateRows rows,
            IssuingPauses pauses,
            TrainingCycles cycles,
            Programmes programmes,
            Attendances attendances,
            TrainingSessions sessions,
            Persons persons,
            FrozenRules frozen,
            Documents documents,
            Seal seal,
            DocumentStore store,
            Outbox outbox,
            PublicUrl publicUrl,
            ProcessStarts processes,
            MessageSource messages,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.pauses = pauses;
        this.cycles = cycles;
        this.programmes = programmes;
        this.attendances = attendances;
        this.sessions = sessions;
        this.persons = persons;
        this.frozen = frozen;
        this.documents = documents;
        this.seal = seal;
        this.store = store;
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.processes = processes;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a planning step has found to do. */
    record Plan(int planned, List<String> lanes) {}

    /**
     * Decides from how many half-days on a seat is eligible.
     *
     * @throws PublicUrl.Unset when the certificates of a real cycle would lead to no address
     */
    @Transactional
    void decide(MeetingId meeting) {
        var cycle = cycles.get(programmes.meeting(meeting).cycle());
        if (!cycle.sample() && !publicUrl.isSet()) {
            throw new PublicUrl.Unset();
        }
        var held = attendances.halfDaysHeld(meeting);
        var result = frozen.decide(
                cycle.id(),
                CertificateIssuing.CERTIFICATE_ELIGIBILITY,
                Map.of("minimumHalfDays", cycle.edition().minimumHalfDays(), "halfDaysHeld", held));
        if (!(result.get(0).get("requiredHalfDays") instanceof Number required)) {
            throw new IllegalStateException(
                    CertificateIssuing.CERTIFICATE_ELIGIBILITY + " decides nothing about " + held + " half-days");
        }
        rows.saveRun(meeting, required.intValue(), held, clock.instant());
    }

    /** Plans a certificate for every eligible seat without one. */
    @Transactional
    Plan plan(MeetingId meeting) {
        var run = rows.lockRun(meeting).orElseThrow();
        var planned = rows.plan(meeting, run.requiredHalfDays(), LANES, clock.instant());
        return new Plan(
                planned, rows.openLanes(meeting).stream().map(String::valueOf).toList());
    }

    /**
     * Plans what is missing and starts the process that issues it, for those who became eligible after the last issuing.
     * Whoever asks twice is told that nothing is missing any more.
     */
    @Transactional
    void issueMissing(MeetingId meeting, Actor actor) {
        Reach.requireOneOf(actor, CertificateRoutes.KEEPERS);
        var run = rows.lockRun(meeting).orElseThrow(() -> new Refused("", "certificate.missing.none"));
        if (rows.plan(meeting, run.requiredHalfDays(), LANES, clock.instant()) == 0) {
            throw new Refused("", "certificate.missing.none");
        }
        audit.record(actor.userId(), "certificate.missing.issued", "meeting:" + meeting.key());
        processes.start(CertificateIssuing.KEY, meeting.key(), Map.of());
    }

    /**
     * Issues up to {@link #CHUNK} certificates of a lane, none while issuing rests; answers whether there are more.
     *
     * @throws Seal.Unstamped when not even the first is given the time stamp that seals are to bear
     */
    @Transactional
    boolean issue(MeetingId id, int lane) {
        if (pauses.isPaused()) {
            return true; // the next job of the lane is created suspended and waits with its rows
        }
        var chunk = rows.planned(id, lane, CHUNK);
        if (chunk.isEmpty()) {
            return false;
        }
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var paper = new CertificatePaper(cycle, meeting, sessions.of(id));
        var holders = persons.ofSeats(chunk.stream().map(Certificate::seat).toList());
        var work = new Chunk(meeting, cycle, paper, holders, clock.instant().plus(LONGEST_CHUNK));
        var whole = true;
        for (var from = 0; whole && from < chunk.size(); from += AT_ONCE) {
            whole = work.issue(chunk.subList(from, Math.min(from + AT_ONCE, chunk.size())));
        }
        return rows.hasPlanned(id, lane);
    }

    /** What the certificates of a chunk have in common. */
    private final class Chunk {
        private final TrainingMeeting meeting;
        private final TrainingCycle cycle;
        private final CertificatePaper paper;
        private final Map<Long, Person> holders;
        private final Instant until;
        private boolean begun;

        Chunk(
                TrainingMeeting meeting,
                TrainingCycle cycle,
                CertificatePaper paper,
                Map<Long, Person> holders,
                Instant until) {
            this.meeting = meeting;
            this.cycle = cycle;
            this.paper = paper;
            this.holders = holders;
            this.until = until;
        }

        /** Issues these; answers false when time or time stamps ended before: the next chunk begins with the rest. */
        boolean issue(List<Certificate> some) {
            var papers = new ArrayList<DocumentStore.Draft>();
            var codes = new ArrayList<String>();
            var issued = new ArrayList<Certificate>();
            var planned = new ArrayList<Message>();
            var whole = true;
            for (var certificate : some) {
                if (begun && clock.instant().isAfter(until)) {
                    whole = false;
                    break;
                }
                var holder = holders.get(certificate.seat());
                if (holder == null) {
                    if (!rows.failed(certificate.id(), "HOLDER_ERASED")) {
                        throw issuedByAnother(meeting.id());
                    }
                    continue;
                }
                var code = Codes.newCode();
                var address = publicUrl.of("/verify/" + code);
                DocumentStore.Draft draft;
                try {
                    draft = sealed(serial(cycle, meeting, certificate.ordinal()), holder, paper, cycle, code, address);
                } catch (Seal.Unstamped e) {
                    if (!begun) {
                        throw e;
                    }
                    whole = false; // those that were stamped are kept
                    break;
                }
                begun = true;
                planned.add(message(certificate, holder, meeting, address, draft));
                papers.add(draft);
                codes.add(code);
                issued.add(certificate);
            }
            var stored = store.storeAll(papers);
            var made = new ArrayList<CertificateRows.Made>();
            for (var i = 0; i < issued.size(); i++) {
                made.add(new CertificateRows.Made(issued.get(i).id(), codes.get(i), stored.get(i)));
            }
            if (!rows.issued(made, clock.instant())) {
                throw issuedByAnother(meeting.id());
            }
            outbox.planAll(planned);
            return whole;
        }
    }

    private static IllegalStateException issuedByAnother(MeetingId meeting) {
        return new IllegalStateException("A certificate of meeting " + meeting.key() + " was issued by somebody else");
    }

    /** A sealed paper with this number, not stored yet. */
    DocumentStore.Draft sealed(
            String serial, Person holder, CertificatePaper paper, TrainingCycle cycle, String code, String address) {
        var pdf = documents.render(
                paper.of(new CertificatePaper.Holder(holder.name(), holder.institution()), serial, code, address));
        var bytes = seal.seal(
                pdf,
                new SealRequest(
                        cycle.edition().certificate().title().ar() + " " + serial,
                        cycle.sample()
                                ? "الموقّع (نموذج)"
                                : cycle.edition().network().name().ar(),
                        cycle.sample(),
                        clock.instant()));
        return new DocumentStore.Draft(
                KIND, serial.replace('/', '-') + ".pdf", "application/pdf", bytes, cycle.sample());
    }

    private Message message(
            Certificate certificate,
            Person holder,
            TrainingMeeting meeting,
            String address,
            DocumentStore.Draft paper) {
        var locale = Locale.forLanguageTag(holder.language());
        var language = Language.of(locale);
        var recipient = new Message.Recipient(
                holder.name(), holder.email(), holder.phone(), Role.COORDINATOR.group(certificate.province()));
        var byMail = recipient.hasMail();
        return new Message(
                purpose(certificate.id()),
                (byMail ? mailGroup(certificate.meeting()) : handGroup(certificate.meeting())),
                recipient,
                language.code(),
                messages.getMessage("certificate.mail.subject", null, language.locale()),
                messages.getMessage(
                        byMail ? "certificate.mail.attached" : "certificate.mail.paper",
                        new Object[] {holder.name(), meeting.title().in(language), address},
                        language.locale()),
                byMail ? List.of(new Message.Attachment(paper.fileName(), paper.mime(), paper.bytes())) : List.of());
    }

    /**
     * Makes sure that nothing was left out; answers how many certificates the meeting has.
     *
     * @throws IllegalStateException when a planned certificate was not issued
     */
    @Transactional
    int settle(MeetingId meeting) {
        var counts = rows.counts(meeting);
        if (counts.planned() > 0) {
            throw new IllegalStateException(counts.planned() + " certificates of meeting " + meeting.value()
                    + " are planned and were issued by no lane");
        }
        audit.record("engine", "certificate.issued", "meeting:" + meeting.key() + "#" + counts.issued());
        return counts.issued();
    }

    /** The number that people read: year, meeting, place; unique to the network's year. */
    static String serial(TrainingCycle cycle, TrainingMeeting meeting, int ordinal) {
        return "%d/%d/%04d".formatted(cycle.number(), meeting.ordinal(), ordinal);
    }

    /** The number as a paper shows it: what was issued anew says which version it is. */
    String number(String serial, int version) {
        return version == 1
                ? serial
                : serial + " – "
                        + messages.getMessage("certificate.version", new Object[] {version}, Language.AR.locale());
    }

    /** Purpose of the message that brings a certificate. */
    static String purpose(long certificate) {
        return "certificate:" + certificate;
    }

    static String mailGroup(MeetingId meeting) {
        return CertificateIssuing.mailGroup(meeting);
    }

    static String handGroup(MeetingId meeting) {
        return "certificate-hand-over:" + meeting.key();
    }
}
