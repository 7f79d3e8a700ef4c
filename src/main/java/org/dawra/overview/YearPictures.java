package org.dawra.overview;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.cycle.AnnualCycle;
import org.dawra.cycle.LocalTimes;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.ProcessHistory.Passage;
import org.dawra.engine.Timers;
import org.dawra.overview.Phase.State;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Draws years from our tables and from what the engine remembers. */
@Component
class YearPictures {

    /** Between two cells of the strip, as a part of one. */
    private static final double GAP = 0.12;

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final YearCounting counting;
    private final WaitingTasks waiting;
    private final ProcessHistory history;
    private final Timers timers;
    private final Clock clock;

    YearPictures(
            TrainingCycles cycles,
            Programmes programmes,
            YearCounting counting,
            WaitingTasks waiting,
            ProcessHistory history,
            Timers timers,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.counting = counting;
        this.waiting = waiting;
        this.history = history;
        this.timers = timers;
        this.clock = clock;
    }

    /** The year in the language of the request, as it stands now. */
    @Transactional(readOnly = true)
    YearPicture of(TrainingCycle cycle) {
        var id = cycle.id();
        var language = ChosenLanguage.current();
        var rightToLeft = "rtl".equals(language.direction());
        var open = cycle.state() == TrainingCycle.State.OPEN;
        var figures = counting.of(cycle);
        var passages = history.passages(AnnualCycle.KEY, id.key());
        var now = clock.instant();
        var phases = YearPhases.of(
                cycle,
                figures.meetings().stream().map(YearFigures.Meeting::meeting).toList(),
                cycles.timetable(id),
                programmes.timetables(id),
                passages,
                now);
        var planned = phases.stream().filter(p -> p.state() != State.SKIPPED).toList();
        return new YearPicture(
                cycle.edition().title().in(language),
                cycle.number(),
                cycle.slug(),
                cycle.sample(),
                open,
                open && isBusy(figures, passages),
                figures,
                planned,
                phases.stream().filter(p -> p.state() == State.SKIPPED).toList(),
                strip(planned, rightToLeft),
                TimeLine.of(planned, new LocalTimes(cycle.edition().offsets()), now, open, rightToLeft),
                funnels(figures, rightToLeft),
                Panel.provinces(figures, rightToLeft),
                open ? waiting.of(cycle) : List.of());
    }

    private static List<YearPicture.Cell> strip(List<Phase> phases, boolean rightToLeft) {
        var cells = new ArrayList<YearPicture.Cell>();
        for (var phase : phases) {
            var from = (double) cells.size() / phases.size();
            var width = (1 - GAP) / phases.size();
            cells.add(new YearPicture.Cell(phase.state(), Span.between(from, from + width, rightToLeft)));
        }
        return cells;
    }

    private static List<Funnel> funnels(YearFigures figures, boolean rightToLeft) {
        var funnels = new ArrayList<Funnel>();
        funnels.add(Funnel.people(figures, rightToLeft));
        var meetings = figures.meetings();
        var held = figures.held();
        if (meetings.size() == 1 || held.size() > 1) {
            // Seats of meetings to come would look as if their holders had stayed away.
            funnels.add(Funnel.seats(meetings.size() == 1 ? meetings : held, rightToLeft));
        }
        if (meetings.size() > 1) {
            meetings.forEach(meeting -> funnels.add(
                    Funnel.seats(meeting.meeting().title().in(ChosenLanguage.current()), meeting, rightToLeft)));
        }
        return funnels.stream().filter(funnel -> !funnel.isEmpty()).toList();
    }

    /** Steps that run, certificates in their lanes, mail on its way. */
    private boolean isBusy(YearFigures figures, List<Passage> passages) {
        return figures.total().planned() > 0
                || passages.stream().anyMatch(p -> p.open() > 0 && p.element().equals(CertificateIssuing.AWAIT_MAIL))
                || timers.workPending();
    }
}
