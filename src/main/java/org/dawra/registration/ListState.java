package org.dawra.registration;

/** Where a province's list stands in a cycle. */
enum ListState {
    /** Its time has not come. */
    NOT_YET,
    OPEN,
    CLOSED
}
