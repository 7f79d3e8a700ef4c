package org.dawra.mail;

import java.time.Duration;

/** A channel that the dispatcher serves; on any other a person hands the message over. */
interface SendingChannel extends Channel {

    /** A line for as many messages as are due; it connects with the first, and gives none more than this time. */
    Line open(Duration longest);

    /** The same content with its secret in the place kept for it. */
    byte[] fill(byte[] content, String secret);

    /** What sends one message after the other. */
    interface Line extends AutoCloseable {

        /** Sends one message. */
        Outcome send(long id, byte[] content);

        @Override
        void close();
    }
}
