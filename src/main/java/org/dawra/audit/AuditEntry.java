package org.dawra.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail.
 *
 * @param id of the row; ids of deeds that were rolled back are missing, which is no hole
 * @param at when
 * @param actor who: an opaque id
 * @param deed what
 * @param subject to which row
 * @param position in the chain, from 1 without gaps; null until it is chained
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String deed,
        String subject,
        @Nullable Long position) {}
