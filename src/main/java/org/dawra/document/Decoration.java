package org.dawra.document;

/** What surrounds the text of each page. */
public enum Decoration {
    /** A margin and nothing else: agreements, lists, reports. */
    PLAIN,
    /** An ornamental frame in green and gold: attestations. */
    CERTIFICATE,
    /** A richer frame with corner rosettes: diplomas of honour. */
    DIPLOMA
}
