package org.dawra.document;

import java.util.Locale;
import java.util.Optional;

/**
 * Offered as a bean by every module that hands out something with a code to be checked: certificates, diplomas,
 * agreements, draws. The verification page asks each in turn.
 */
public interface Verifiable {

    /** What this module knows of the code, in the reader's language; empty if it is not one of its own. */
    Optional<Verification> verify(String code, Locale locale);
}
