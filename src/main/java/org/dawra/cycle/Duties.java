package org.dawra.cycle;

import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.springframework.stereotype.Component;

/** Looks up once more, in our own tables, whether somebody holds the role that a deed asks for. */
@Component
class Duties {

    private final Accounts accounts;

    Duties(Accounts accounts) {
        this.accounts = accounts;
    }

    void require(Actor actor, Role role) {
        if (accounts.find(actor.userId())
                .filter(account -> account.role() == role)
                .isEmpty()) {
            throw new Refused("", "cycle.notAllowed");
        }
    }
}
