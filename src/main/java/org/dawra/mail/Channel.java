package org.dawra.mail;

/**
 * A way to a person. Those who plan messages know of none: a message goes the first way that reaches its person, and its
 * row keeps which. A further one, SMS say, is one more bean.
 */
interface Channel {

    /** What the row keeps: at most ten capital letters. */
    String name();

    /** Whether this way leads to the person. */
    boolean reaches(Message.Recipient to);

    /** What is kept of a message from the moment it is planned; every attempt sends these bytes. */
    byte[] content(Message message, String messageId);

    /** What the pages show of it. */
    Letter read(byte[] content);
}
