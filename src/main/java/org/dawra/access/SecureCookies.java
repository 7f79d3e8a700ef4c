package org.dawra.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Over TLS every cookie is for TLS only: the language's and the web apps' token, whose makers do not ask, besides the session's. */
class SecureCookies extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, request.isSecure() ? new OverTls(response) : response);
    }

    private static final class OverTls extends HttpServletResponseWrapper {

        OverTls(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String text) {
            super.addHeader(name, secure(name, text));
        }

        @Override
        public void setHeader(String name, String text) {
            super.setHeader(name, secure(name, text));
        }

        private static String secure(String name, String text) {
            return HttpHeaders.SET_COOKIE.equalsIgnoreCase(name) && !text.matches("(?i).*;\\s*secure(\\s*;.*|\\s*)")
                    ? text + "; Secure"
                    : text;
        }
    }
}
