package org.dawra.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Remembers {@code ?lang=ar|fr|en} in a cookie, on every address and before login, so that the choice holds for the login
 * page one is sent to. Only the query string is read: the body belongs to whoever handles the request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class LanguageFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var chosen = asked(request.getQueryString());
        if (chosen != null) {
            request.setAttribute(ChosenLanguage.ATTRIBUTE, chosen);
            remember(chosen, response);
        }
        chain.doFilter(request, response);
    }

    /** The cookie is read by the scripts of the engine's web apps too, so it is not hidden from scripts. */
    static void remember(Language language, HttpServletResponse response) {
        var cookie = ResponseCookie.from(ChosenLanguage.COOKIE, language.code())
                .path("/")
                .sameSite("Lax")
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static @Nullable Language asked(@Nullable String queryString) {
        if (queryString == null || !queryString.contains("lang=")) {
            return null;
        }
        return ChosenLanguage.parse(UriComponentsBuilder.newInstance()
                .query(queryString)
                .build()
                .getQueryParams()
                .getFirst("lang"));
    }
}
