package org.dawra.registration;

import org.dawra.engine.Actor;
import org.springframework.context.ApplicationContext;

/** Erases people as their own link does, for tests of other rooms. */
public final class Erasure {

    private Erasure() {}

    /** Erases the person of this registration. */
    public static void of(long registration, ApplicationContext house) {
        var entry = house.getBean(Registrations.class).find(registration).orElseThrow();
        house.getBean(ListKeeping.class).erase(entry, Actor.holder("registration-" + registration));
    }
}
