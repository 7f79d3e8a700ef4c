package org.dawra.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.web.BulkWork;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Pace;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Issuing as bulk work: the meetings of the open years that have certificates. */
@Component
@Order(10)
class IssuingWork implements BulkWork {

    private final CertificateRows rows;
    private final IssuingPauses pauses;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final MessageSource messages;
    private final Clock clock;

    IssuingWork(
            CertificateRows rows,
            IssuingPauses pauses,
            TrainingCycles cycles,
            Programmes programmes,
            MessageSource messages,
            Clock clock) {
        this.rows = rows;
        this.pauses = pauses;
        this.cycles = cycles;
        this.programmes = programmes;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "issuing";
    }

    @Override
    public Standing standing() {
        var language = ChosenLanguage.current();
        var now = clock.instant();
        var pause = pauses.current().orElse(null);
        var resumed = pauses.resumedLast();
        var lines = new ArrayList<Line>();
        for (var cycle : cycles.all()) {
            if (cycle.state() == TrainingCycle.State.OPEN) {
                for (var meeting : programmes.meetings(cycle.id())) {
                    var counts = rows.counts(meeting.id());
                    if (counts.all() > 0) {
                        var motion = rows.motion(meeting.id(), now.minus(Pace.WINDOW));
                        var began = Stream.of(motion.began(), resumed)
                                .filter(Objects::nonNull)
                                .max(Instant::compareTo)
                                .orElse(null);
                        lines.add(Line.of(
                                meeting.title().in(language),
                                pause != null,
                                counts.issued() + counts.revoked(),
                                counts.failed(),
                                counts.planned(),
                                Pace.of(motion.lately(), counts.planned(), began, now),
                                began != null && began.isAfter(now.minus(Pace.WINDOW)),
                                "/certificates"));
                    }
                }
            }
        }
        return new Standing(
                messages.getMessage("certificate.work.title", null, language.locale()),
                pause == null ? null : new Pause(pause.reason(), pause.since()),
                lines);
    }

    @Override
    public void pause(String reason, String by) {
        pauses.pause(reason, by);
    }

    @Override
    public void resume(String by) {
        pauses.resume(by);
    }

    @Override
    public void forgetReasons(Predicate<String> naming) {
        pauses.forget(naming);
    }
}
