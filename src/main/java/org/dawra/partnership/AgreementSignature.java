package org.dawra.partnership;

import java.time.Instant;
import java.time.LocalDate;
import org.dawra.cycle.Edition.Signing;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of a signature.
 *
 * @param signer account or link holder who signed electronically; for paper who recorded it
 * @param party whom the signer signs for; null for the network, and for paper, where one scan shows all
 * @param function in which function the signer signs, as typed
 * @param sha256 fingerprint of the version that was signed
 * @param signedOn local date; for paper the one written on the sheet
 * @param scan the scanned sheet
 * @param reference under which the sheet is kept
 */
record AgreementSignature(
        Signing kind,
        String signer,
        @Nullable Long party,
        @Nullable String function,
        @Nullable String consentVersion,
        String sha256,
        Instant at,
        LocalDate signedOn,
        @Nullable Long scan,
        @Nullable String reference) {}
