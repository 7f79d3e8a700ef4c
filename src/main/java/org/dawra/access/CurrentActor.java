package org.dawra.access;

import java.util.Optional;
import java.util.stream.Collectors;
import org.dawra.engine.Actor;
import org.dawra.engine.ActorSource;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who has logged in, as the one who acts. */
@Component
public class CurrentActor implements ActorSource {

    static final String PREFIX = "ROLE_";

    CurrentActor() {}

    /** The person who has logged in, if anybody has. */
    public Optional<Actor> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return isSomebody(authentication) ? Optional.of(actor(authentication)) : Optional.empty();
    }

    @Override
    public Optional<Actor> current() {
        return find();
    }

    /** The person who has logged in; whoever has not is sent to the login page. */
    public Actor require() {
        return find().orElseThrow(() -> new AuthenticationCredentialsNotFoundException("nobody has logged in"));
    }

    static boolean isSomebody(@org.jspecify.annotations.Nullable Authentication authentication) {
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    static Actor actor(Authentication authentication) {
        return new Actor(
                authentication.getName(),
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(authority -> authority.startsWith(PREFIX))
                        .map(authority -> authority.substring(PREFIX.length()))
                        .collect(Collectors.toSet()));
    }
}
