package org.dawra.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role and, where it has one, the province or partner it is held for. In a form: {@code COORDINATOR/sidi-bennour}. */
record Duty(Role role, @Nullable String scope) {

    static Duty of(Account account) {
        return new Duty(account.role(), account.scope());
    }

    static Optional<Duty> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var slash = text.indexOf('/');
        var name = slash < 0 ? text : text.substring(0, slash);
        for (var role : Role.values()) {
            if (role.name().equals(name) && role.isScoped() == slash > 0) {
                return Optional.of(new Duty(role, slash < 0 ? null : text.substring(slash + 1)));
            }
        }
        return Optional.empty();
    }

    /** As a form sends it. */
    public String code() {
        return scope == null ? role.name() : role.name() + "/" + scope;
    }
}
