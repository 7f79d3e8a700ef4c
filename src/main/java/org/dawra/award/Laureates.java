package org.dawra.award;

import java.util.List;
import org.dawra.cycle.CycleId;

/** The institutions that a year's award went to, once it is confirmed and the diplomas are made. */
public interface Laureates {

    /** The laureates of the cycle by place; empty before the award is confirmed, and where the edition has none. */
    List<Laureate> of(CycleId cycle);

    /** How many there are. */
    int count(CycleId cycle);
}
