package org.dawra.registration;

import org.dawra.engine.Actor;

/** What people answer to their invitation; the personal page and the headless year use the same door. */
public interface SeatAnswers {

    /** Yes or no. */
    enum Answer {
        CONFIRMED,
        DECLINED
    }

    /**
     * Confirms or declines a seat. The same answer twice is harmless. A declined seat goes to the first on the province's
     * waiting list; whoever changes a no to yes afterwards waits behind them.
     *
     * @throws org.dawra.engine.Refused when the seat is on the waiting list, or the time for answers is over
     * @throws java.util.NoSuchElementException when there is no such seat
     */
    void answer(long seatId, Answer answer, Actor actor);

    /** The person to whom the seat belongs, as an actor. */
    static Actor holder(long seatId) {
        return Actor.holder("seat-" + seatId);
    }
}
