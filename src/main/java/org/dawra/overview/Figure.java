package org.dawra.overview;

/**
 * So many of so many, at the place of a model where it is worked on.
 *
 * @param businessKey of the process instance whose diagram shows it
 * @param element of the model
 * @param of what there is to do; never 0
 */
record Figure(Measure measure, String processKey, String businessKey, String element, int done, int of) {

    /** What is counted; its words are {@code overview.measure.<name>} with done and of. */
    enum Measure {
        /** Provinces whose coordinator answered before the consultation. */
        SHEETS,
        /** Registrations that are accepted, of those on the lists. */
        LISTS,
        /** Agreements with partners that are signed. */
        AGREEMENTS,
        /** Agreements between institutions that are signed. */
        INSTITUTION_AGREEMENTS,
        /** Seats that are given, of a meeting's capacity. */
        SEATS,
        /** Holders who said that they come. */
        CONFIRMATIONS,
        /** Sessions with their facilitator's summary. */
        SESSIONS,
        /** Half-days whose attendance is confirmed. */
        HALF_DAYS,
        /** Holders of seats who took part; on no diagram. */
        PRESENT,
        /** Certificates issued, of those planned. */
        CERTIFICATES,
        /** Answers to the survey, of those asked. */
        ANSWERS,
        /** Institutions that were given the award. */
        LAUREATES,
        /** Whether the draw's record is published. */
        DRAW,
        /** Whether the general report is published. */
        REPORT,
        /** Parties that have answered the version of an agreement at hand. */
        REVIEWS,
        /** Parties that have signed an agreement electronically. */
        PARTY_SIGNATURES,
        /** Signatories of the network that have signed an agreement. */
        NETWORK_SIGNATURES,
        /** Whether the sheet that all have signed is recorded. */
        PAPER_SIGNATURES,
        /** Sessions whose facilitator has counted who sat in them. */
        COUNTS,
        /** Those who must confirm the award and have answered. */
        AWARD_ANSWERS,
        /** Those who must approve the general report and have answered. */
        REPORT_ANSWERS,
        /** Messages with certificates that were sent or handed over. */
        MAIL
    }
}
