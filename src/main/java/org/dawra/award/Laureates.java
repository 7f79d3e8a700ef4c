package org.dawra.award;

import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;

/** The institutions that a year's award went to, once it is confirmed and the diplomas are made. */
public interface Laureates {

    /** The laureates of the cycle by place; empty before the award is confirmed, and where the edition has none. */
    List<Laureate> of(CycleId cycle);

    /** How many of those who must confirm the last proposal have answered; empty before there is one. */
    Optional<Confirmations> confirmations(CycleId cycle);

    /** So many answers, of so many. */
    record Confirmations(int answered, int asked) {}

    /** How many there are. */
    int count(CycleId cycle);
}
