package org.dawra.mail;

/**
 * Takes note that somebody wants no more mail of a kind, where that kind has a switch of its own. The module of the switch
 * publishes one bean; for other kinds the outbox remembers by itself.
 */
public interface Declining {

    /** Whether messages of this group have such a switch. */
    boolean isFor(String purposeGroup);

    /** Turns off further messages for whoever got the one with this purpose, or on again. */
    void decline(String purpose, boolean off);
}
