package org.dawra.access;

import java.util.List;
import java.util.Optional;
import org.dawra.engine.Actor;

/** The accounts of the installation. */
public interface Accounts {

    /** The account with this user id. */
    Optional<Account> find(String userId);

    /** All accounts of a role that are not disabled, by user id. */
    List<Account> withRole(Role role);

    /** All accounts of a role for one scope that are not disabled, by user id. */
    List<Account> withRole(Role role, String scope);

    /** All accounts whose holders can log in, by user id. */
    List<Account> active();

    /**
     * Whether the day's list of tasks reaches this person by mail. Whoever it reaches is sent no single reminder besides: the
     * list says it, and says it on no quiet day.
     */
    boolean isSentTheDaysList(Account account);

    /**
     * Whether two user ids are one person, who never counts twice where two must act: the same account, or two accounts
     * with the same address; where one of them has no address, with the same telephone.
     */
    default boolean samePerson(String one, String other) {
        return one.equals(other)
                || find(one)
                        .flatMap(a -> find(other).map(b -> a.isSamePerson(b)))
                        .orElse(false);
    }

    /** The account as an actor, with all its groups. */
    Actor actor(Account account);

    /**
     * Creates an account with its user, groups and authorizations in the engine.
     *
     * @param password a first password, or null for an account that acts by personal link only
     * @throws org.dawra.engine.Refused when the user id is taken or the password too weak
     */
    void create(Account account, @org.jspecify.annotations.Nullable String password);
}
