package org.dawra.access;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who has logged in, when, and in which era of the account: a new password, a new role or a disabled account begins a new
 * era, and sessions of earlier ones end.
 */
final class LoggedIn extends AbstractAuthenticationToken {

    private final String userId;
    private final int era;
    private final Instant since;

    LoggedIn(String userId, int era, Instant since, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.userId = userId;
        this.era = era;
        this.since = since;
        setAuthenticated(true);
    }

    int era() {
        return era;
    }

    Instant since() {
        return since;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return userId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LoggedIn that
                && super.equals(other)
                && that.era == era
                && that.since.equals(since)
                && that.userId.equals(userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(userId, era, since);
    }
}
