package org.dawra.cycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dawra.mail.SenderName;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mail comes from the network of the latest year, before any from that of the newest edition. */
@Component
class NetworkSender implements SenderName {

    /** Thousands of messages are composed in a row. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final TrainingCycles cycles;
    private final Clock clock;
    private volatile @Nullable Known known;

    NetworkSender(TrainingCycles cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    private record Known(Optional<Bilingual> name, Instant since) {}

    @Override
    public Optional<String> in(Language language) {
        var now = clock.instant();
        var name = known;
        if (name == null || Duration.between(name.since(), now).abs().compareTo(KEPT) > 0) {
            name = new Known(look(), now);
            known = name;
        }
        return name.name().map(both -> both.in(language));
    }

    private Optional<Bilingual> look() {
        return cycles.all().stream()
                .map(TrainingCycle::edition)
                .findFirst()
                .or(() -> cycles.editions().stream().findFirst())
                .map(edition -> edition.network().name());
    }
}
