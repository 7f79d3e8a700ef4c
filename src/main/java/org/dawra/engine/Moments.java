package org.dawra.engine;

import java.time.Instant;

/** Says a moment as the clock on the wall shows it, in the language of the request. */
public interface Moments {

    /** The moment in words. */
    String say(Instant moment);
}
