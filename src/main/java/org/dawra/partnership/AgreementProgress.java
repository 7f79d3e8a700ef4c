package org.dawra.partnership;

import org.jspecify.annotations.Nullable;

/**
 * How far an agreement is.
 *
 * @param answered parties that have answered the version at hand
 * @param parties the network not among them
 * @param partiesSigned parties that have signed electronically
 * @param networkSigned signatories of the network that have signed electronically
 * @param signatories of the network who must; 0 where the agreement is signed on paper, or the network is no party
 * @param signing how it is signed; null while the parties have not approved
 */
public record AgreementProgress(
        long id,
        int answered,
        int parties,
        int partiesSigned,
        int networkSigned,
        int signatories,
        @Nullable Way signing,
        boolean signed) {

    /** How an agreement is signed. */
    public enum Way {
        PAPER,
        ELECTRONIC
    }
}
