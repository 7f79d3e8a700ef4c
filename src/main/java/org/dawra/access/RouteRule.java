package org.dawra.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Whether the auditor is among the roles of a page of the staff: the route is then open to the auditor for reading only,
     * whatever methods it has. What is open to every role is one's own affair (the own tasks, the own password).
     */
    boolean opensToReaderOnly() {
        return roles.contains(Role.AUDITOR) && roles.size() < Role.values().length;
    }

    /** The roles that may do more than read. */
    Set<Role> changers() {
        return roles.stream().filter(role -> role != Role.AUDITOR).collect(Collectors.toUnmodifiableSet());
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
