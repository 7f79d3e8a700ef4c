package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where somebody comes in, whether by password or by a link that set one. */
@Component
class Entrance {

    private final EngineUsers users;
    private final AccountRows accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    Entrance(EngineUsers users, AccountRows accounts, ApplicationEventPublisher events, Clock clock) {
        this.users = users;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /** The account has shown who it is. */
    @Transactional
    public LoggedIn admit(String userId) {
        var row = accounts.find(userId).orElseThrow();
        accounts.loggedIn(userId);
        var authorities = users.groupsOf(userId).stream()
                .map(group -> new SimpleGrantedAuthority(CurrentActor.PREFIX + group))
                .toList();
        return new LoggedIn(userId, row.era(), clock.instant(), authorities);
    }

    /**
     * Opens a session for whoever was admitted by a link, a new one: whatever session there was before ends. A login by
     * password goes through Spring Security's own filter.
     */
    void open(LoggedIn who, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        request.getSession(true);
        sessions.saveContext(context, request, response);
        events.publishEvent(new AuthenticationSuccessEvent(who));
    }
}
