package org.dawra.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Leads an address that ends in a slash to the one without, which is what our pages have: phones and mail programs put one
 * behind links that people receive, and whoever opened one was asked for a login. Runs before anybody is let in or not, and
 * opens nothing: who may read the address without the slash is asked there. What is not only read is not led anywhere, since
 * a form would arrive empty. The engine's web apps and its REST interface have such addresses of their own.
 */
class TrailingSlash extends OncePerRequestFilter {

    private static final String WEB_APPS = "/camunda/";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        if (!isRead(request) || !path.endsWith("/") || path.startsWith(WEB_APPS) || !leadsToThisHouse(path)) {
            chain.doFilter(request, response);
            return;
        }
        var query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader(
                HttpHeaders.LOCATION, path.substring(0, path.length() - 1) + (query == null ? "" : "?" + query));
    }

    private static boolean isRead(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    /** An address that begins with two slashes names a host, and browsers read a backslash as a slash. */
    private static boolean leadsToThisHouse(String path) {
        return path.length() > 1 && path.startsWith("/") && !path.contains("//") && !path.contains("\\");
    }
}
