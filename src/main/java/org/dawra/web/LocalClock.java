package org.dawra.web;

import java.time.Instant;
import java.time.LocalDateTime;

/** Says what the clock on the wall shows at an instant; published by the module that knows the network's offsets. */
public interface LocalClock {

    /** The local date and time of an instant. */
    LocalDateTime local(Instant instant);
}
