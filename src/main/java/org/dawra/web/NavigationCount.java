package org.dawra.web;

import java.util.function.LongSupplier;

/**
 * Says how much lies at a place of the navigation, so that it is seen from every page. Modules publish theirs as beans; it
 * is asked once a page, for those who see the place, and must be cheap.
 *
 * @param path of the place
 */
public record NavigationCount(String path, LongSupplier counting) {

    long count() {
        return counting.getAsLong();
    }
}
