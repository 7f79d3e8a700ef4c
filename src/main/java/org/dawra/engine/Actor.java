package org.dawra.engine;

import java.util.Set;

/**
 * Who acts: the account's user id and the groups it belongs to, as the engine's authorizations know them.
 *
 * @param userId opaque id of the account, or of the holder of a personal link ({@code party-17})
 * @param groups group ids, scoped ones as {@code coordinator-<province>}
 */
public record Actor(String userId, Set<String> groups) {

    public Actor {
        groups = Set.copyOf(groups);
    }

    /** An actor without groups: the holder of a personal link. */
    public static Actor holder(String userId) {
        return new Actor(userId, Set.of());
    }

    /** Whether the actor belongs to {@code group}. */
    public boolean in(String group) {
        return groups.contains(group);
    }
}
