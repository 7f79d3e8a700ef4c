package org.dawra.award;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.springframework.stereotype.Component;

/** What the edition says about the award, and the days that follow from it. */
@Component
class AwardRules {

    private final TrainingCycles cycles;
    private final Programmes programmes;

    AwardRules(TrainingCycles cycles, Programmes programmes) {
        this.cycles = cycles;
        this.programmes = programmes;
    }

    TrainingCycle cycle(CycleId cycle) {
        return cycles.get(cycle);
    }

    Edition.Award of(CycleId cycle) {
        var award = cycles.get(cycle).edition().award();
        if (award == null) {
            throw new IllegalStateException("The edition of cycle " + cycle.key() + " has no award.");
        }
        return award;
    }

    /** Weight in percent by criterion. */
    Map<String, Integer> weights(CycleId cycle) {
        return of(cycle).criteria().stream()
                .collect(Collectors.toMap(Edition.Criterion::code, Edition.Criterion::weight));
    }

    /** The meeting at which the award is given. */
    TrainingMeeting meeting(CycleId cycle) {
        var code = of(cycle).meeting();
        return programmes.meetings(cycle).stream()
                .filter(m -> code.equals(m.code()))
                .findFirst()
                .orElseThrow();
    }

    Instant nominationsClose(CycleId cycle) {
        return cycles.timetable(cycle).awardCloses();
    }

    /** Half of the time between the end of nominations and the meeting is the jurors'. */
    Instant scoringDue(CycleId cycle) {
        return nominationsClose(cycle).plus(time(cycle).dividedBy(2));
    }

    /** A quarter of that time is left for diplomas and shields to be made. */
    Instant decisionDue(CycleId cycle) {
        return nominationsClose(cycle).plus(time(cycle).multipliedBy(3).dividedBy(4));
    }

    private Duration time(CycleId cycle) {
        var begins = programmes.timetable(meeting(cycle).id()).begins();
        var time = Duration.between(nominationsClose(cycle), begins);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
