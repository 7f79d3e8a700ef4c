package org.dawra.registration;

import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.Actor;

/** Who may keep which list: a coordinator the one of the own province, the programme manager all. */
final class RegistrationScope {

    private RegistrationScope() {}

    static boolean managesAll(Actor actor) {
        return actor.in(Role.PROGRAMME_MANAGER.group());
    }

    static boolean keeps(Actor actor, String province) {
        return managesAll(actor) || actor.in(Role.COORDINATOR.group(province));
    }

    /** Throws {@link java.util.NoSuchElementException}, as for a list that does not exist: who keeps no list learns nothing. */
    static void check(TrainingCycle cycle, String province, Actor actor) {
        if (cycle.edition().province(province).isEmpty() || !keeps(actor, province)) {
            throw new java.util.NoSuchElementException("no such list");
        }
    }
}
