package org.dawra.partnership;

/**
 * What one side promises.
 *
 * @param by {@link #NETWORK}, {@link #ALL}, or the code of a party
 */
record Commitment(String by, AgreementText text) {

    static final String NETWORK = "NETWORK";
    static final String ALL = "ALL";
}
