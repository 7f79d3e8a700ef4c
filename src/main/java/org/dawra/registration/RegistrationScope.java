package org.dawra.registration;

import java.util.NoSuchElementException;
import org.dawra.access.Reach;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.Actor;

/** Who may keep and who may read which list, as {@link Reach} says. */
final class RegistrationScope {

    private RegistrationScope() {}

    static boolean managesAll(Actor actor) {
        return Reach.keepsAll(actor);
    }

    static boolean keeps(Actor actor, String province) {
        return Reach.keeps(actor, province);
    }

    /** Whether the actor reads the lists of all provinces. */
    static boolean readsAll(Actor actor) {
        return managesAll(actor) || Reach.readsAll(actor);
    }

    /** As {@link #check}, for reading only. */
    static void checkReads(TrainingCycle cycle, String province, Actor actor) {
        if (cycle.edition().province(province).isEmpty()) {
            throw new NoSuchElementException("no such list");
        }
        Reach.requireSees(actor, province);
    }

    /** Throws {@link java.util.NoSuchElementException}, as for a list that does not exist: who keeps no list learns nothing. */
    static void check(TrainingCycle cycle, String province, Actor actor) {
        if (cycle.edition().province(province).isEmpty() || !keeps(actor, province)) {
            throw new NoSuchElementException("no such list");
        }
    }
}
