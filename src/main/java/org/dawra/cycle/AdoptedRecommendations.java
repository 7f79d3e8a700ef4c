package org.dawra.cycle;

import java.util.List;

/** What the president of one year gave the next to take up. */
public interface AdoptedRecommendations {

    /** What the year that closed last before this one was opened has left to it. */
    List<Bilingual> forCycle(CycleId cycle);
}
