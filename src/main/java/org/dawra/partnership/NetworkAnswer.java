package org.dawra.partnership;

/** What the network does with a version that all parties approved. */
enum NetworkAnswer {
    /** It signs. */
    SIGN,
    /** It does not sign, and the agreement ends. */
    DECLINE
}
