package org.dawra.mail;

import org.jspecify.annotations.Nullable;

/**
 * A way to a person. Those who plan messages know of none: a message goes the first way that reaches its person, and its
 * row keeps which. A further one, SMS say, is one more bean.
 */
interface Channel {

    /** What the row keeps: at most ten capital letters. */
    String name();

    /** Whether this way leads to the person. */
    boolean reaches(Message.Recipient to);

    /**
     * What is kept of a message from the moment it is planned; every attempt sends these bytes.
     *
     * @param declineLink where the person declines further ones of its kind; null for one that cannot be declined
     */
    byte[] content(Message message, String messageId, @Nullable String declineLink);

    /** What the pages show of it. */
    Letter read(byte[] content);
}
