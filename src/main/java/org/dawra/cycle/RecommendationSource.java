package org.dawra.cycle;

import java.util.List;

/**
 * The recommendations of a year, for the president to adopt. Published by the module that collects them, so that the year
 * need not know it.
 */
public interface RecommendationSource {

    /** A recommendation of one of the year's sessions. */
    record Recommendation(long id, Bilingual text) {}

    /** All recommendations of the cycle's meetings, in the order of their sessions. */
    List<Recommendation> of(CycleId cycle);
}
