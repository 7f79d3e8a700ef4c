package org.dawra.web;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which pages search engines may keep: the few that are for everybody and name nobody. A page that is not listed here is
 * not indexed, so that a new one with people on it never is by oversight.
 */
public final class Indexing {

    private static final List<PathPattern> OPEN = List.of("/", "/verify", "/register", "/register/{cycle}").stream()
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private Indexing() {}

    /** Whether the page at this path may be indexed. */
    public static boolean allows(String path) {
        var container = PathContainer.parsePath(path);
        return OPEN.stream().anyMatch(pattern -> pattern.matches(container));
    }
}
