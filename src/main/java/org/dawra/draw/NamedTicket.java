package org.dawra.draw;

/**
 * A ticket as the published pool tells it.
 *
 * @param name of the institution when the pool was frozen
 * @param nonce with the name gives the label in {@link FrozenPool}
 */
record NamedTicket(int number, String name, String nonce) {

    /** The ticket of an institution of one person who asked for erasure: without the nonce its label tells nothing. */
    static NamedTicket erased(int number) {
        return new NamedTicket(number, "—", "");
    }
}
