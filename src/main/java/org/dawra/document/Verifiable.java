package org.dawra.document;

import java.util.Locale;
import java.util.Optional;

/**
 * Offered as a bean by every module that hands out something to be checked: certificates, diplomas, agreements, draws,
 * reports. The verification page asks all of them, whichever knows the answer.
 */
public interface Verifiable {

    /**
     * What this module knows of the code, in the reader's language; empty if it is not one of its own. A code that is not
     * known costs as much as one that is: the answer for another paper is worked out and thrown away.
     */
    Optional<Verification> verify(String code, Locale locale);

    /** What this module knows of a stored document that somebody holds a copy of; empty if it is not one of its own. */
    Optional<Verification> verifyDocument(long document, Locale locale);
}
