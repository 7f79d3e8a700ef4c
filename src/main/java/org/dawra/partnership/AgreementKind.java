package org.dawra.partnership;

/** Between whom an agreement is. */
public enum AgreementKind {
    /** The network and one partner of the programme. */
    PARTNER,
    /** Two or more institutions that take part; the network is the witness, not a party. */
    INSTITUTIONS
}
