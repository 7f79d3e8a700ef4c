package org.dawra.access;

/** Whether an account can be used. */
enum AccountState {
    /** Has been invited and has not yet set a password, or acts by personal link only. */
    INVITED,
    /** Logs in. */
    ACTIVE,
    /** May not log in, and its sessions have ended. */
    DISABLED
}
