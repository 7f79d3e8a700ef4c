package org.dawra.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.dawra.audit.AuditTrail;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where somebody comes in and goes out, whether by password or by a link that set one. */
@Component
class Entrance {

    private final EngineUsers users;
    private final AccountRows accounts;
    private final AuditTrail audit;
    private final Clock clock;

    Entrance(EngineUsers users, AccountRows accounts, AuditTrail audit, Clock clock) {
        this.users = users;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** The account has shown who it is. */
    @Transactional
    public LoggedIn admit(String userId) {
        var row = accounts.find(userId).orElseThrow();
        accounts.loggedIn(userId);
        audit.record(userId, "account.loggedIn", "account:" + userId);
        var authorities = users.groupsOf(userId).stream()
                .map(group -> new SimpleGrantedAuthority(CurrentActor.PREFIX + group))
                .toList();
        return new LoggedIn(userId, row.era(), clock.instant(), authorities);
    }

    /** Somebody leaves. */
    @Transactional
    public void leave(String userId) {
        audit.record(userId, "account.loggedOut", "account:" + userId);
    }

    /** Puts whoever was admitted into a session of its own: whatever session there was before ends. */
    static void open(LoggedIn who, HttpServletRequest request, HttpServletResponse response) {
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(who);
        SecurityContextHolder.setContext(context);
        request.getSession(true);
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }
}
