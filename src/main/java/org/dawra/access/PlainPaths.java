package org.dawra.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a path that can be read in more than one way, before anybody reads it: doubled and encoded slashes, dots that
 * climb, parameters inside the path, letters and digits written as codes. No page of ours and none of the web apps' has one.
 */
class PlainPaths extends OncePerRequestFilter {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            "//|[;\\\\\\p{Cntrl}]|/\\.{1,2}(/|$)|%(2[dDeEfF]|5[cCfF]|3[0-9bB]|25|[01][0-9a-fA-F]|7[eEfF]"
                    + "|[46][1-9a-fA-F]|[57][0-9aA])");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        chain.doFilter(request, response);
    }

    /** The first of all filters. */
    @Configuration(proxyBeanMethods = false)
    static class First {

        @Bean
        FilterRegistrationBean<PlainPaths> plainPathsFilter() {
            var registration = new FilterRegistrationBean<>(new PlainPaths());
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
