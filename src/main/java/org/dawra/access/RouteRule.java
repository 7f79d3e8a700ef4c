package org.dawra.access;

import java.util.List;
import java.util.Set;

/**
 * Opens routes to somebody. Every module publishes its rules as beans; what no rule opens is closed. Where a rule for
 * roles and one for anyone both match, the one for roles decides; among rules of a kind, the narrower pattern.
 *
 * @param patterns path patterns, as {@code /registrations/{province}/**}
 * @param roles who may; empty with {@code anyone}
 * @param anyone open without login
 */
public record RouteRule(List<String> patterns, Set<Role> roles, boolean anyone) {

    public RouteRule {
        patterns = List.copyOf(patterns);
        roles = Set.copyOf(roles);
    }

    /** Open to anyone without login: public pages and personal links. */
    public static RouteRule anyone(String... patterns) {
        return new RouteRule(List.of(patterns), Set.of(), true);
    }

    /** Open to the given roles. */
    public static RouteRule roles(Set<Role> roles, String... patterns) {
        return new RouteRule(List.of(patterns), roles, false);
    }
}
