package org.dawra.access;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The one login: the engine's identity service checks the password, its groups become the roles of the session. */
@Component
class EngineLogin implements AuthenticationProvider {

    private static final int LONGEST = 200;

    private final IdentityService identity;
    private final LoginThrottle throttle;
    private final BcryptPasswords bcrypt = new BcryptPasswords();
    private final String nobody = bcrypt.encrypt("nobody");

    EngineLogin(IdentityService identity, LoginThrottle throttle) {
        this.identity = identity;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var user = attempt.getName().strip();
        var password = String.valueOf(attempt.getCredentials());
        var address =
                attempt.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        throttle.check(user, address);
        if (!matches(user, password)) {
            throttle.failed(user, address);
            throw new BadCredentialsException("no such account and password");
        }
        throttle.succeeded(user);
        var authorities = identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .map(group -> new SimpleGrantedAuthority(CurrentActor.PREFIX + group))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }

    private boolean matches(String user, String password) {
        if (user.isEmpty() || user.length() > LONGEST || password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        if (identity.createUserQuery().userId(user).count() == 0) {
            // As slow as a wrong password, so that the time tells nobody which accounts exist.
            bcrypt.check(password, nobody);
            return false;
        }
        try {
            return identity.checkPassword(user, password);
        } catch (org.camunda.bpm.engine.AuthenticationException e) {
            throw new LockedException("the engine has locked the account for a while", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
