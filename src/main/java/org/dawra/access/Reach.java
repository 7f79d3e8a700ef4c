package org.dawra.access;

import java.util.NoSuchElementException;
import java.util.Set;
import org.dawra.engine.Actor;

/**
 * How far an actor reaches: the one place that knows. Services ask it with every id that comes from outside, also where
 * a route or the engine has asked already. What is out of reach does not exist: the answer is the one for an unknown id,
 * {@link NoSuchElementException}, so that nobody learns which ids there are.
 */
public final class Reach {

    private Reach() {}

    /** Whether the actor may read whatever the staff reads: the auditor, who changes nothing. */
    public static boolean readsAll(Actor actor) {
        return actor.in(Role.AUDITOR.group());
    }

    /** Whether the actor keeps the data of all provinces. */
    public static boolean keepsAll(Actor actor) {
        return actor.in(Role.PROGRAMME_MANAGER.group());
    }

    /** Whether the actor may change the data of a province: its coordinator, and the programme manager. */
    public static boolean keeps(Actor actor, String province) {
        return keepsAll(actor) || actor.in(Role.COORDINATOR.group(province));
    }

    /** Whether the actor may read the data of a province. */
    public static boolean sees(Actor actor, String province) {
        return keeps(actor, province) || readsAll(actor);
    }

    /** Throws unless the actor may change the data of the province. */
    public static void requireKeeps(Actor actor, String province) {
        if (!keeps(actor, province)) {
            throw nothing();
        }
    }

    /** Throws unless the actor may read the data of the province. */
    public static void requireSees(Actor actor, String province) {
        if (!sees(actor, province)) {
            throw nothing();
        }
    }

    /** Throws unless the actor holds one of the roles, none of them scoped. */
    public static void requireOneOf(Actor actor, Set<Role> roles) {
        if (roles.stream().filter(role -> !role.isScoped()).noneMatch(role -> actor.in(role.group()))) {
            throw nothing();
        }
    }

    private static NoSuchElementException nothing() {
        return new NoSuchElementException("out of reach");
    }
}
