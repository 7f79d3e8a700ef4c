package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

class LoginOutcomeTest {

    private final Accounts accounts = mock(Accounts.class);
    private final LoginOutcome outcome = new LoginOutcome(accounts);

    @ParameterizedTest
    @CsvSource({
        "evil.example, /people, role=JURY, /people?role=JURY",
        "evil.example, /people/x, , /people/x",
        "evil.example, //evil.example/x, , /my-tasks",
        "evil.example, /%5Cevil.example, , /%5Cevil.example",
        "dawra.example, /camunda/app/tasklist/default/, , /camunda/app/tasklist/default/"
    })
    void afterALoginOneStaysHereWhateverHostTheRequestWasSaidToBeFor(
            String host, String path, String query, String leadsTo) throws IOException {
        when(accounts.find("somebody")).thenReturn(Optional.empty());
        var request = new MockHttpServletRequest("GET", path);
        request.setServerName(host);
        request.setQueryString(query);
        var response = new MockHttpServletResponse();
        new HttpSessionRequestCache().saveRequest(request, response);
        outcome.onAuthenticationSuccess(
                request, response, new LoggedIn("somebody", 0, Instant.parse("2026-01-10T09:00:00Z"), List.of()));
        // Spring Security adds "continue", by which it finds the request again.
        assertThat(String.valueOf(response.getRedirectedUrl()).replaceAll("[?&]continue$", ""))
                .isEqualTo(leadsTo);
    }

    @Test
    void thePresidentsLoginLeadsToTheDecisionsThatWait() throws IOException {
        when(accounts.find("boss")).thenReturn(Optional.empty());
        var response = new MockHttpServletResponse();
        outcome.onAuthenticationSuccess(
                new MockHttpServletRequest("GET", "/login"),
                response,
                new LoggedIn(
                        "boss",
                        0,
                        Instant.parse("2026-01-10T09:00:00Z"),
                        List.of(new SimpleGrantedAuthority("ROLE_president"))));
        assertThat(response.getRedirectedUrl()).isEqualTo("/waiting-for-me");
    }

    @Test
    void aFailureSaysNoMoreThanItMust() throws IOException {
        assertThat(after(new BadCredentialsException("x"))).isEqualTo("/login?error");
        assertThat(after(new LoginThrottle.Wait(16))).isEqualTo("/login?wait=16");
        assertThat(after(new DisabledException("x"))).isEqualTo("/login?disabled");
    }

    private String after(org.springframework.security.core.AuthenticationException failure) throws IOException {
        var response = new MockHttpServletResponse();
        outcome.onAuthenticationFailure(new MockHttpServletRequest(), response, failure);
        return String.valueOf(response.getRedirectedUrl());
    }
}
