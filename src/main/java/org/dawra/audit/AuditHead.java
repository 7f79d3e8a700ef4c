package org.dawra.audit;

/**
 * The last link of the chain at some moment. Whoever keeps it can tell later whether anything up to it was rewritten.
 *
 * @param position of the link; 0 while there is none
 * @param hash of the link, 64 hexadecimal digits
 */
public record AuditHead(long position, String hash) {

    static final AuditHead NONE = new AuditHead(0, ChainHash.GENESIS);

    /** As mails and pages show it and the verifier reads it: {@code 1234:9f86…}. */
    @Override
    public String toString() {
        return position + ":" + hash;
    }
}
