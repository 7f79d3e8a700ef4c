package org.dawra.access;

import org.dawra.audit.AuditTrail;
import org.dawra.engine.PersonActed;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Records what every person does in the same way wherever they do it: completed tasks, in the transaction of the task,
 * and logins. What was typed as a user name is looked up and never written down: people type addresses there, and
 * passwords.
 */
@Component
class DeedTrail {

    static final String UNKNOWN = "unknown";

    /** What is changed through the engine's web apps; after the login is known, around everything else. */
    @Configuration(proxyBeanMethods = false)
    static class EngineCalls {

        private static final int AFTER_LOGIN = 205;

        @Bean
        FilterRegistrationBean<EngineCallTrail> engineCallTrail(AuditTrail audit, CurrentActor current) {
            var filter = new FilterRegistrationBean<>(new EngineCallTrail(audit, current));
            filter.addUrlPatterns("/camunda/api/engine/*");
            filter.setOrder(AFTER_LOGIN);
            return filter;
        }
    }

    private final AuditTrail audit;
    private final Accounts accounts;

    DeedTrail(AuditTrail audit, Accounts accounts) {
        this.audit = audit;
        this.accounts = accounts;
    }

    @EventListener
    void acted(PersonActed deed) {
        var started = deed.element().equals("startEvent");
        audit.record(
                deed.actor().userId(),
                started ? "process.started" : "task.completed",
                deed.process() + "/" + deed.element() + ":" + deed.businessKey());
    }

    @EventListener
    void loggedIn(AuthenticationSuccessEvent login) {
        var user = login.getAuthentication().getName();
        audit.record(user, "login.succeeded", "account:" + user);
    }

    /** Whoever is made to wait is not recorded each time: the rows would be as many as a guesser likes. */
    @EventListener
    void failedToLogIn(AbstractAuthenticationFailureEvent login) {
        if (login.getException() instanceof LoginThrottle.Wait) {
            return;
        }
        var user = accounts.find(login.getAuthentication().getName().strip())
                .map(Account::userId)
                .orElse(UNKNOWN);
        audit.record(user, "login.failed", "account:" + user);
    }

    @EventListener
    void loggedOut(LogoutSuccessEvent logout) {
        var user = logout.getAuthentication().getName();
        audit.record(user, "login.ended", "account:" + user);
    }
}
