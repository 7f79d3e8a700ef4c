package org.dawra.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/**
 * Local date and time to instant and back, from the offsets that an edition states as data. Zone databases of the JDKs in
 * use are older than Morocco's return to UTC+0 in September 2026, so no zone is ever asked.
 */
public final class LocalTimes {

    private final List<Edition.OffsetRule> rules;

    /** Takes the edition's offsets; throws {@link IllegalArgumentException} when there is none. */
    public LocalTimes(List<Edition.OffsetRule> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("An edition states at least one offset.");
        }
        this.rules = rules.stream()
                .sorted(Comparator.comparing(Edition.OffsetRule::from).reversed())
                .toList();
    }

    /** The instant of a local date and time. */
    public Instant instant(LocalDateTime local) {
        return local.toInstant(offset(local.toLocalDate()));
    }

    /** The local date and time of an instant. */
    public LocalDateTime local(Instant instant) {
        var guess = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        return LocalDateTime.ofInstant(instant, offset(guess.toLocalDate()));
    }

    private ZoneOffset offset(LocalDate day) {
        return rules.stream()
                .filter(rule -> !rule.from().isAfter(day))
                .findFirst()
                .orElse(rules.get(rules.size() - 1))
                .offset();
    }
}
