package org.dawra.partnership;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.Edition;
import org.springframework.stereotype.Component;

/** Who signs for the network: one account for each role that the edition names, and no person twice. */
@Component
class NetworkSignatories {

    private final Accounts accounts;

    NetworkSignatories(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The signatories in the edition's order; shorter than its list while a role has no account of its own. */
    List<Account> of(Edition edition) {
        var taken = new HashSet<String>();
        var found = new ArrayList<Account>();
        for (var group : edition.confirmers()) {
            role(group).stream()
                    .flatMap(role -> accounts.withRole(role).stream())
                    .filter(account -> taken.add(account.userId()))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    /** Whether every role that must sign has somebody who can. */
    boolean areComplete(Edition edition) {
        return of(edition).size() == edition.confirmers().size();
    }

    private static Optional<Role> role(String group) {
        return Arrays.stream(Role.values())
                .filter(role -> !role.isScoped() && role.group().equals(group))
                .findFirst();
    }
}
