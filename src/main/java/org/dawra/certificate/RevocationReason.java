package org.dawra.certificate;

/** Why a certificate was revoked, in words that name nobody and stand in every language. */
enum RevocationReason {
    /** The person did not take part, or not for as long as the edition asks. */
    NOT_ATTENDED,
    /** Issued twice, to the wrong person or by mistake. */
    MISTAKE,
    /** The holder gave it back. */
    HOLDER_ASKED,
    /** The paper came about by wrong statements. */
    WRONG_STATEMENTS,
    /** Something else, which the text beside it tells. */
    OTHER
}
