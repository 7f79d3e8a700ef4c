package org.dawra.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Local date and time to instant and back, from the offsets that an edition states as data. Zone databases of the JDKs in
 * use are older than Morocco's return to UTC+0 in September 2026, so no zone is ever asked.
 */
public final class LocalTimes {

    private final ZoneRules rules;

    /** Takes the edition's offsets; throws {@link IllegalArgumentException} when there is none. */
    public LocalTimes(List<Edition.OffsetRule> offsets) {
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("An edition states at least one offset.");
        }
        var sorted = offsets.stream()
                .sorted(Comparator.comparing(Edition.OffsetRule::from))
                .toList();
        var first = sorted.get(0).offset();
        var transitions = new ArrayList<ZoneOffsetTransition>();
        var before = first;
        for (var rule : sorted) {
            if (!rule.offset().equals(before)) {
                transitions.add(ZoneOffsetTransition.of(rule.from().atStartOfDay(), before, rule.offset()));
                before = rule.offset();
            }
        }
        this.rules = ZoneRules.of(first, first, List.of(), transitions, List.of());
    }

    /**
     * The instant of a local date and time. One that the clock skips is as much later, one that it shows twice is the
     * earlier.
     */
    public Instant instant(LocalDateTime local) {
        return local.toInstant(rules.getOffset(local));
    }

    /** The local date and time of an instant. */
    public LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }

    /** The local day of an instant. */
    public LocalDate day(Instant instant) {
        return local(instant).toLocalDate();
    }

    /** How far local time is from UTC at an instant. */
    public ZoneOffset offset(Instant instant) {
        return rules.getOffset(instant);
    }
}
