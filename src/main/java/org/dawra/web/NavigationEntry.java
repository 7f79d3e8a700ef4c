package org.dawra.web;

import java.util.Set;

/**
 * A place in the page header's navigation. Modules publish theirs as beans; each person sees those of their groups.
 *
 * @param messageKey of the entry's text
 * @param path where it leads
 * @param groups whoever belongs to one of them sees it; empty for everybody who has logged in
 * @param order smaller numbers first
 */
public record NavigationEntry(String messageKey, String path, Set<String> groups, int order) {

    public NavigationEntry {
        groups = Set.copyOf(groups);
    }
}
