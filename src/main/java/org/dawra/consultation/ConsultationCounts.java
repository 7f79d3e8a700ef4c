package org.dawra.consultation;

import org.dawra.cycle.CycleId;

/** How far the coordinators' sheets of a cycle have come. */
public interface ConsultationCounts {

    /**
     * The sheets of a cycle.
     *
     * @param open waiting for their coordinator
     * @param filled answered
     * @param missing not there when the workshop began
     */
    record Sheets(int open, int filled, int missing) {

        /** All that were opened, one a province. */
        public int all() {
            return open + filled + missing;
        }
    }

    /** The sheets of the cycle; none before the consultation begins. */
    Sheets counts(CycleId cycle);
}
