package org.dawra.award;

import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;

/**
 * An institution that was given the award.
 *
 * @param place from 1; equal results share a place
 * @param institution id of the institution
 * @param name the institution's name as it stands now
 * @param province code of the province that nominated it
 * @param citation why it was given; the French is the Arabic where nobody wrote a French one
 * @param diploma id of the stored diploma
 */
public record Laureate(
        long id,
        CycleId cycle,
        int place,
        long institution,
        String name,
        String province,
        Bilingual citation,
        long diploma) {}
