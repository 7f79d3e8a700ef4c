package org.dawra.registration;

/** Is told how far the taking in of a list has come. */
interface ImportProgress {

    /** For whoever does not show it. */
    ImportProgress UNSEEN = (phase, rows, all) -> {};

    /** So many rows are through in this phase, of {@code all}; 0 where that is not known yet. */
    void at(ListImport.Phase phase, int rows, int all);
}
