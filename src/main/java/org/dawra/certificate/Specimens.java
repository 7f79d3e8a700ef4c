package org.dawra.certificate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.Documents;
import org.dawra.document.Paper;
import org.dawra.registration.Person;
import org.dawra.registration.Persons;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Certificates to look at before any is issued: with the longest and the shortest names of the lists, or with hard names
 * that are invented. Each says that it is a specimen; none is sealed or stored.
 */
@Component
class Specimens {

    private static final String CODE = "00000-00000-00000-00000-000000";

    private static final List<CertificatePaper.Holder> INVENTED = List.of(
            new CertificatePaper.Holder(
                    "مولاي عبد الرحمان سيدي محمد بن الحاج أحمد الشريف الإدريسي المصلوحي الدكالي",
                    "تعاونية النساء القرويات لإنتاج وتثمين وتسويق المنتجات المحلية والنباتات الطبية والعطرية"),
            new CertificatePaper.Holder("مي", "أمل"),
            new CertificatePaper.Holder("Fatima-Zahra Benabdellah Ould Cheikh", "تعاونية الأمل"));

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final TrainingSessions sessions;
    private final Persons persons;
    private final Documents documents;
    private final PublicUrl publicUrl;
    private final Clock clock;

    Specimens(
            TrainingCycles cycles,
            Programmes programmes,
            TrainingSessions sessions,
            Persons persons,
            Documents documents,
            PublicUrl publicUrl,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.sessions = sessions;
        this.persons = persons;
        this.documents = documents;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Of a meeting, with people of its year's lists. */
    byte[] of(MeetingId id) {
        var meeting = programmes.meeting(id);
        var cycle = cycles.get(meeting.cycle());
        var holders = new ArrayList<CertificatePaper.Holder>();
        for (Person person : persons.extremes(cycle.id())) {
            holders.add(new CertificatePaper.Holder(person.name(), person.institution()));
        }
        return render(cycle, meeting, sessions.of(id), holders.isEmpty() ? INVENTED : holders);
    }

    /** Of an edition whose year is not open yet: of its first meeting, or of one with the usual sessions. */
    byte[] of(String editionKey) {
        var edition = cycles.editions().stream()
                .filter(e -> e.key().equals(editionKey))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no edition " + editionKey));
        var today = new LocalTimes(edition.offsets()).day(clock.instant());
        var cycle = new TrainingCycle(
                new CycleId(0),
                edition.number() + "-" + edition.key(),
                edition.number(),
                today,
                TrainingCycle.State.OPEN,
                edition);
        var meeting = meeting(edition, today);
        var planned = new ArrayList<TrainingSession>();
        for (var session : edition.sessionsOf(meeting)) {
            planned.add(new TrainingSession(
                    0,
                    cycle.id(),
                    meeting.id(),
                    planned.size() + 1,
                    session.code(),
                    session.kind(),
                    session.day(),
                    meeting.startsOn().plusDays(session.day() - 1L),
                    session.starts(),
                    session.ends(),
                    session.title().ar(),
                    session.title().fr(),
                    null,
                    null,
                    null,
                    null,
                    TrainingSession.State.PLANNED));
        }
        return render(cycle, meeting, planned, INVENTED);
    }

    private static TrainingMeeting meeting(Edition edition, LocalDate today) {
        var entry = edition.meetings().isEmpty() ? null : edition.meetings().get(0);
        var from = dayOf(entry, today);
        var to = from.plusDays(entry == null ? 0 : entry.days() - 1L);
        return new TrainingMeeting(
                new MeetingId(0),
                new CycleId(0),
                1,
                entry == null ? null : entry.code(),
                false,
                true,
                entry == null ? edition.title() : entry.title(),
                entry == null ? edition.network().city() : entry.place(),
                from,
                to,
                1,
                from,
                to);
    }

    private static LocalDate dayOf(Edition.@Nullable MeetingEntry entry, LocalDate today) {
        return entry == null || entry.happenedFrom() == null ? today : entry.happenedFrom();
    }

    private byte[] render(
            TrainingCycle cycle,
            TrainingMeeting meeting,
            List<TrainingSession> planned,
            List<CertificatePaper.Holder> holders) {
        var paper = new CertificatePaper(cycle, meeting, planned);
        return documents.render(holders.stream()
                .map(holder -> paper.of(holder, Issuing.serial(cycle, meeting, 0), CODE, publicUrl.of("/verify")))
                .map(Paper::asSpecimen)
                .toList());
    }
}
