package org.dawra.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions whose time is over: after twelve hours, after an hour in which nobody did anything, and with the next
 * request after the account was disabled or began a new era, on whichever node. What Tasklist asks by itself every few
 * seconds is nobody's doing. Static files are not asked about.
 */
class SessionWatch extends OncePerRequestFilter {

    static final Duration LONGEST = Duration.ofHours(12);
    static final Duration IDLE = Duration.ofMinutes(60);

    private static final String LAST_DEED = SessionWatch.class.getName();
    private static final Pattern STATIC =
            Pattern.compile("/(css|fonts|img|js)/.*|/camunda/(lib|assets)/.*|/favicon.ico");
    private static final Pattern BY_ITSELF = Pattern.compile("/camunda/api/engine/engine/[^/]+/filter(/.*)?");

    private final AccountRows accounts;
    private final Clock clock;

    SessionWatch(AccountRows accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return STATIC.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (CurrentActor.isSomebody(authentication)) {
            var session = request.getSession(false);
            if (session == null || !(authentication instanceof LoggedIn who) || !mayStay(who, session, request)) {
                if (session != null) {
                    session.invalidate();
                }
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }

    private boolean mayStay(LoggedIn who, HttpSession session, HttpServletRequest request) {
        var now = clock.instant();
        var lastDeed = session.getAttribute(LAST_DEED) instanceof Instant last ? last : who.since();
        if (now.isAfter(who.since().plus(LONGEST)) || now.isAfter(lastDeed.plus(IDLE))) {
            return false;
        }
        if (!BY_ITSELF.matcher(request.getRequestURI()).matches()) {
            session.setAttribute(LAST_DEED, now);
        }
        return accounts.standing(who.getName())
                .filter(standing -> standing.state() == AccountState.ACTIVE && standing.era() == who.era())
                .isPresent();
    }
}
