package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells the engine's web apps who has logged in to ours. Named in a filter's parameter, hence public. */
public class SessionToEngine implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!CurrentActor.isSomebody(authentication)) {
            return AuthenticationResult.unsuccessful();
        }
        var actor = CurrentActor.actor(authentication);
        var result = AuthenticationResult.successful(actor.userId());
        result.setGroups(List.copyOf(actor.groups()));
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // The login page is ours: there is no challenge to add.
    }
}
