package org.dawra.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.DocumentStore;
import org.dawra.document.MoroccanText;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.dawra.engine.ProcessMessages;
import org.dawra.engine.Refused;
import org.dawra.mail.MailSettled;
import org.dawra.mail.Outbox;
import org.dawra.registration.PersonErased;
import org.dawra.registration.Persons;
import org.dawra.training.AttendanceCorrected;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The certificates for those outside: counts, the public answer about a code, erasure, settled mail. */
@Component
class StoredCertificates implements Certificates, Verifiable {

    private final CertificateRows rows;
    private final LifeRows life;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Persons persons;
    private final DocumentStore store;
    private final Outbox outbox;
    private final ProcessMessages messages;
    private final MessageSource texts;

    StoredCertificates(
            CertificateRows rows,
            LifeRows life,
            TrainingCycles cycles,
            Programmes programmes,
            Persons persons,
            DocumentStore store,
            Outbox outbox,
            ProcessMessages messages,
            MessageSource texts) {
        this.rows = rows;
        this.life = life;
        this.cycles = cycles;
        this.programmes = programmes;
        this.persons = persons;
        this.store = store;
        this.outbox = outbox;
        this.messages = messages;
        this.texts = texts;
    }

    @Override
    public Counts counts(CycleId cycle) {
        return rows.counts(cycle);
    }

    @Override
    public Counts counts(MeetingId meeting) {
        return rows.counts(meeting);
    }

    @Override
    public Map<MeetingId, Map<String, Counts>> byMeeting(CycleId cycle) {
        return rows.byMeeting(cycle);
    }

    @Override
    public List<Long> seats(CycleId cycle) {
        return rows.seats(cycle);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verify(String code, Locale locale) {
        var known = life.byCode(code);
        var some = life.newest();
        var answer = known.or(() -> some).map(paper -> answer(paper, locale));
        return known.isPresent() ? answer : Optional.empty();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Verification> verifyDocument(long document, Locale locale) {
        return life.byDocument(document).map(paper -> answer(paper, locale));
    }

    private Verification answer(LifeRows.PaperOf paper, Locale locale) {
        var certificate = rows.find(paper.certificate()).orElseThrow();
        var now = life.life(certificate.id());
        var meeting = programmes.meeting(certificate.meeting());
        var cycle = cycles.get(certificate.cycle());
        var holder = persons.ofSeats(List.of(certificate.seat())).get(certificate.seat());
        var state = state(certificate, paper);
        var facts = new ArrayList<Verification.Fact>();
        facts.add(fact("serial", Issuing.serial(cycle, meeting, certificate.ordinal()), locale));
        if (now.version() > 1) {
            facts.add(fact("version", Integer.toString(paper.version()), locale));
        }
        // A replaced paper bore another name, which is kept nowhere; and the new one is on the new paper.
        if (!certificate.erased() && paper.replacedAt() == null && holder != null) {
            var printed = now.printed();
            facts.add(fact("holder", printed == null ? holder.name() : printed.name(), locale));
            facts.add(fact("institution", printed == null ? holder.institution() : printed.institution(), locale));
        }
        facts.add(fact("meeting", meeting.title().in(locale), locale));
        facts.add(fact("dates", MoroccanText.dateRange(meeting.printedFrom(), meeting.printedTo(), locale), locale));
        facts.add(fact("place", meeting.place().in(locale), locale));
        facts.add(fact("network", cycle.edition().network().name().in(locale), locale));
        return new Verification(
                state,
                cycle.sample(),
                texts.getMessage("certificate.verify.title", null, locale),
                facts,
                change(state, certificate, paper, now, locale));
    }

    private static Verification.State state(Certificate certificate, LifeRows.PaperOf paper) {
        if (certificate.state() == Certificate.State.REVOKED) {
            return Verification.State.REVOKED;
        }
        if (paper.replacedAt() != null) {
            return Verification.State.REPLACED;
        }
        return certificate.erased() ? Verification.State.ERASED : Verification.State.GENUINE;
    }

    private Verification.@Nullable Change change(
            Verification.State state,
            Certificate certificate,
            LifeRows.PaperOf paper,
            LifeRows.Life now,
            Locale locale) {
        if (state == Verification.State.REPLACED && paper.replacedAt() != null) {
            return new Verification.Change(day(certificate, paper.replacedAt()), null, now.version());
        }
        return state == Verification.State.REVOKED && now.revokedAt() != null
                ? new Verification.Change(day(certificate, now.revokedAt()), reason(certificate, now, locale), 0)
                : null;
    }

    private LocalDate day(Certificate certificate, Instant at) {
        return cycles.localTimes(certificate.cycle()).local(at).toLocalDate();
    }

    /** What was chosen, and what was written besides; the written words go with the holder's data. */
    private @Nullable String reason(Certificate certificate, LifeRows.Life now, Locale locale) {
        var chosen = now.revokedFor() == null || now.revokedFor() == RevocationReason.OTHER
                ? null
                : texts.getMessage("certificate.revoke.for." + now.revokedFor(), null, locale);
        var written = certificate.reason();
        if (chosen == null) {
            return written;
        }
        return written == null || written.isBlank() ? chosen : chosen + " – " + written;
    }

    private Verification.Fact fact(String key, String value, Locale locale) {
        return new Verification.Fact(key, texts.getMessage("certificate.verify." + key, null, locale), value);
    }

    /** Wakes the process that waits for the meeting's messages; when nobody waits, its next count finds the same. */
    @EventListener
    void on(MailSettled settled) {
        var prefix = CertificateIssuing.KEY + ":";
        if (settled.group().startsWith(prefix)) {
            messages.signal(
                    CertificateIssuing.KEY,
                    settled.group().substring(prefix.length()),
                    CertificateIssuing.MAIL_SETTLED);
        }
    }

    /**
     * A seat that no longer takes part must not keep a certificate: it is revoked first, with a reason that the
     * verification page tells, and only then is the attendance corrected.
     */
    @EventListener
    @Transactional
    public void on(AttendanceCorrected corrected) {
        var run = rows.lockRun(corrected.meeting()).orElse(null);
        if (run == null || corrected.halfDays() >= run.requiredHalfDays()) {
            return;
        }
        rows.ofSeats(Set.of(corrected.seat())).forEach(certificate -> {
            switch (certificate.state()) {
                case ISSUED -> {
                    var meeting = programmes.meeting(certificate.meeting());
                    var serial = Issuing.serial(cycles.get(meeting.cycle()), meeting, certificate.ordinal());
                    throw new Refused("present", "certificate.correction.revokeFirst", serial);
                }
                case PLANNED -> throw new Refused("present", "certificate.correction.inProgress");
                case FAILED, REVOKED -> {}
            }
        });
    }

    /** Empties the message and the documents that name the person, the print files among them; number, code and fingerprint stay. */
    @EventListener
    @Transactional
    public void on(PersonErased erased) {
        outbox.erase(rows.ofSeats(erased.seats()).stream()
                .flatMap(certificate -> life.purposes(certificate.id()).stream())
                .toList());
        life.replacedDocuments(erased.seats()).forEach(store::erase);
        life.forget(erased.seats());
        rows.erase(erased.seats()).forEach(store::erase);
    }
}
