package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

class SessionWatchTest {

    private static final Instant LOGIN = Instant.parse("2026-01-10T09:00:00Z");

    private final AccountRows accounts = mock(AccountRows.class);
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void anAccount() {
        standing(AccountState.ACTIVE, 3);
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoDoesSomethingStaysUntilTwelveHoursHavePassed() {
        for (var minutes = 30; minutes <= 12 * 60; minutes += 30) {
            assertThat(isInAfter(Duration.ofMinutes(minutes), "/my-tasks")).isTrue();
        }
        assertThat(isInAfter(Duration.ofHours(12).plusSeconds(1), "/my-tasks")).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void anHourWithoutADeedEndsTheSession() {
        assertThat(isInAfter(Duration.ofMinutes(10), "/my-tasks")).isTrue();
        assertThat(isInAfter(Duration.ofMinutes(71), "/my-tasks")).isFalse();
    }

    @Test
    void whatTasklistAsksByItselfIsNobodysDoing() {
        for (var minutes = 1; minutes <= 60; minutes++) {
            assertThat(isInAfter(Duration.ofMinutes(minutes), "/camunda/api/engine/engine/default/filter/f1/list"))
                    .isTrue();
        }
        assertThat(isInAfter(Duration.ofMinutes(61), "/camunda/api/engine/engine/default/filter/f1/list"))
                .isFalse();
    }

    @Test
    void anEarlierEraAClosedAndAMissingAccountAreOut() {
        standing(AccountState.ACTIVE, 4);
        assertThat(isInAfter(Duration.ZERO, "/my-tasks")).isFalse();
    }

    @Test
    void aClosedAccountIsOut() {
        standing(AccountState.DISABLED, 3);
        assertThat(isInAfter(Duration.ZERO, "/camunda/api/engine/engine/default/task"))
                .isFalse();
    }

    @Test
    void anAccountThatIsNoMoreIsOut() {
        when(accounts.standing("somebody")).thenReturn(Optional.empty());
        assertThat(isInAfter(Duration.ZERO, "/my-tasks")).isFalse();
    }

    @Test
    void aLoginThatIsNotOursIsNone() {
        assertThat(isIn(
                        UsernamePasswordAuthenticationToken.authenticated("somebody", null, List.of()),
                        LOGIN,
                        "/my-tasks"))
                .isFalse();
    }

    private void standing(AccountState state, int era) {
        when(accounts.standing("somebody")).thenReturn(Optional.of(new AccountRows.Standing(state, era)));
    }

    private boolean isInAfter(Duration time, String path) {
        return isIn(new LoggedIn("somebody", 3, LOGIN, List.of()), LOGIN.plus(time), path);
    }

    private boolean isIn(Authentication who, Instant now, String path) {
        SecurityContextHolder.getContext().setAuthentication(who);
        var request = new MockHttpServletRequest("GET", path);
        request.setSession(session);
        try {
            new SessionWatch(accounts, Clock.fixed(now, ZoneOffset.UTC))
                    .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return SecurityContextHolder.getContext().getAuthentication() != null;
    }
}
