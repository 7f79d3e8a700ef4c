package org.dawra.certificate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.BundledEditions;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.training.TrainingSession;

/** A meeting of a bundled edition with its sessions. */
final class CertificateFixture {

    static final MeetingId MEETING = new MeetingId(5);

    private CertificateFixture() {}

    static TrainingCycle cycle(String key) {
        var edition = BundledEditions.edition(key);
        return new TrainingCycle(
                new CycleId(1),
                edition.number() + "-" + key,
                edition.number(),
                LocalDate.of(2026, 12, 1),
                TrainingCycle.State.OPEN,
                edition);
    }

    /** The same cycle of an edition that is no sample. */
    static TrainingCycle real(TrainingCycle cycle) {
        return with(cycle, "sample", false);
    }

    /** The same cycle with these signatories of its certificates. */
    static TrainingCycle signedBy(TrainingCycle cycle, List<Bilingual> signatories) {
        var texts = cycle.edition().certificate();
        return with(
                cycle,
                "certificate",
                new Edition.CertificateTexts(texts.title(), texts.body(), signatories, texts.logos(), texts.palette()));
    }

    private static TrainingCycle with(TrainingCycle cycle, String component, Object value) {
        try {
            var components = Edition.class.getRecordComponents();
            var types = new Class<?>[components.length];
            var values = new Object[components.length];
            for (var i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(component)
                        ? value
                        : components[i].getAccessor().invoke(cycle.edition());
            }
            return new TrainingCycle(
                    cycle.id(),
                    cycle.slug(),
                    cycle.number(),
                    cycle.firstMeetingDay(),
                    cycle.state(),
                    Edition.class.getDeclaredConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static TrainingMeeting meeting(String key) {
        var entry = BundledEditions.edition(key).meetings().get(0);
        return new TrainingMeeting(
                MEETING,
                new CycleId(1),
                1,
                entry.code(),
                entry.fixed(),
                false,
                entry.title(),
                entry.place(),
                entry.happenedFrom(),
                entry.happenedTo(),
                entry.capacity(),
                entry.happenedFrom(),
                entry.happenedTo());
    }

    static List<TrainingSession> sessions(String key) {
        var meeting = meeting(key);
        var sessions = new ArrayList<TrainingSession>();
        for (var s : BundledEditions.edition(key).meetings().get(0).sessions()) {
            sessions.add(new TrainingSession(
                    sessions.size() + 1,
                    meeting.cycle(),
                    MEETING,
                    sessions.size() + 1,
                    s.code(),
                    s.kind(),
                    s.day(),
                    meeting.startsOn().plusDays(s.day() - 1L),
                    s.starts(),
                    s.ends(),
                    s.title().ar(),
                    s.title().fr(),
                    null,
                    null,
                    null,
                    null,
                    TrainingSession.State.PLANNED));
        }
        return sessions;
    }

    static CertificatePaper paper(String key) {
        return new CertificatePaper(cycle(key), meeting(key), sessions(key));
    }
}
