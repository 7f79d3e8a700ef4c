package org.dawra.overview;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Human tasks of one kind that wait for the same role.
 *
 * @param who the role, with its province or partner; never a person's name
 * @param late how many of them are past their day
 * @param due the earliest day of all
 * @param days how many full days that day lies behind; 0 while it lies ahead
 */
record Waiting(
        String name,
        String who,
        int open,
        int late,
        @Nullable Instant due,
        int days) {}
