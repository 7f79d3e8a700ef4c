package org.dawra.evaluation;

import java.util.Map;
import org.dawra.cycle.MeetingId;

/** Answering the survey of a meeting: what the public page does, and the headless year in the participants' place. */
public interface Surveys {

    /** Whether the survey of the meeting takes answers now. */
    boolean isOpen(MeetingId meeting);

    /**
     * Saves the answers of one seat, or changes those it gave before.
     *
     * @param answers by question code: 1 to 5 for a SCALE, the option's number from 0 for a CHOICE, text for a TEXT
     * @throws org.dawra.engine.Refused when the survey is closed, the seat is not asked, or an answer is missing or wrong
     */
    void answer(MeetingId meeting, long seat, Map<String, ?> answers);
}
