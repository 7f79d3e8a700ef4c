package org.dawra.mail;

import java.util.Optional;

/**
 * Fills in what must never rest in the outbox, such as a link that sets a password: at each attempt to send, just before.
 * The outbox and its page know {@link #PLACE} instead. The module that makes such secrets publishes one bean.
 */
public interface SecretText {

    /** What stands in the text of a message where the secret belongs. */
    String PLACE = "{secret}";

    /** Whether messages of this group carry a secret. Such a message needs an address: nobody hands it over. */
    boolean isFor(String purposeGroup);

    /** A secret for this message, or empty when there is nothing to send any more. */
    Optional<String> next(String purposeGroup);
}
