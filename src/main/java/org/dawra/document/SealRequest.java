package org.dawra.document;

import java.time.Instant;

/**
 * What a seal says.
 *
 * @param reason why the document was sealed, shown by PDF readers
 * @param signatoryLabel in whose name; for a sample never a person's name
 * @param sample the seal then says that the document is a specimen
 * @param at the time the seal claims
 */
public record SealRequest(String reason, String signatoryLabel, boolean sample, Instant at) {}
