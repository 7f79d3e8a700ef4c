package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.dawra.engine.Actor;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Where a login leads: to the page one came for, else to one's tasks; or back to the form, which says why. */
@Component
class LoginOutcome implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    static final String TYPED_USER = "login.user";
    static final String HOME = "/my-tasks";

    private final Accounts accounts;
    private final HttpSessionRequestCache remembered = new HttpSessionRequestCache();

    LoginOutcome(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        accounts.find(authentication.getName())
                .ifPresent(account -> ChosenLanguage.suggest(
                        Language.of(Locale.forLanguageTag(account.language())), request, response));
        var saved = remembered.getRequest(request, response);
        remembered.removeRequest(request, response);
        response.sendRedirect(ownPath(saved, home(CurrentActor.actor(authentication))));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var typed = request.getParameter("user");
        if (typed != null && typed.length() <= 100) {
            request.getSession().setAttribute(TYPED_USER, typed);
        }
        var reason = failure instanceof LoginThrottle.Wait wait
                ? "wait=" + wait.seconds()
                : failure instanceof DisabledException ? "disabled" : "error";
        response.sendRedirect("/login?" + reason);
    }

    /** The page on which one's own work waits. */
    static String home(Actor actor) {
        return WaitingForMe.isFor(actor) ? WaitingForMe.PATH : HOME;
    }

    /** Path and query only: whatever host the request was said to be for, one stays here. */
    private static String ownPath(@Nullable SavedRequest saved, String home) {
        if (saved == null) {
            return home;
        }
        var url = URI.create(saved.getRedirectUrl());
        var path = url.getRawPath();
        if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            return home;
        }
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
