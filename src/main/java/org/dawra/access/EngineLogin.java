package org.dawra.access;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The one login: the engine's identity service checks the password, its groups become the roles of the session. */
@Component
class EngineLogin implements AuthenticationProvider {

    private static final int LONGEST_NAME = 64;

    private final EngineUsers users;
    private final AccountRows accounts;
    private final LoginThrottle throttle;
    private final Entrance entrance;

    EngineLogin(EngineUsers users, AccountRows accounts, LoginThrottle throttle, Entrance entrance) {
        this.users = users;
        this.accounts = accounts;
        this.throttle = throttle;
        this.entrance = entrance;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var user = attempt.getName().strip();
        var password = String.valueOf(attempt.getCredentials());
        var address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        throttle.attempt(user, address);
        if (user.length() > LONGEST_NAME
                || password.length() > 2 * PasswordRules.LONGEST
                || !users.passwordMatches(user, password)) {
            throw new BadCredentialsException("no such account and password");
        }
        var row = accounts.find(user).orElseThrow(() -> new BadCredentialsException("no row of ours"));
        throttle.succeeded(user, address);
        if (row.state() != AccountState.ACTIVE) {
            // Said to nobody but who knows the password.
            throw new DisabledException("the account is closed");
        }
        users.rehashIfOutdated(user, password);
        return entrance.admit(user);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
