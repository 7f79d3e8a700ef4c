package org.dawra.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Language;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Where a login leads: to the page one came for, else to one's tasks; or back to the form, which says why. */
@Component
class LoginOutcome extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

    static final String TYPED_USER = "login.user";

    private final Accounts accounts;

    LoginOutcome(Accounts accounts) {
        this.accounts = accounts;
        setDefaultTargetUrl("/my-tasks");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        accounts.find(authentication.getName())
                .ifPresent(account -> ChosenLanguage.suggest(
                        Language.of(Locale.forLanguageTag(account.language())), request, response));
        super.onAuthenticationSuccess(request, response, authentication);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var typed = request.getParameter("user");
        if (typed != null && typed.length() <= 100) {
            request.getSession().setAttribute(TYPED_USER, typed);
        }
        var reason = failure instanceof LoginThrottle.Wait wait ? "wait=" + wait.seconds() : "error";
        response.sendRedirect("/login?" + reason);
    }
}
