package org.dawra.mail;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailbox that mail which could not be delivered comes back to.
 *
 * @param address the envelope's sender; without one it is the sender that people see
 * @param perMessage whether the envelope's sender names the message, as {@code bounces+<id>@…}: only where the mailbox
 *     takes such addresses
 * @param host of the IMAP server; without one no mailbox is read
 * @param folder where mail comes in
 * @param done where what was read goes; made when it is not there
 */
@ConfigurationProperties("dawra.mail.bounces")
record BounceSettings(
        @Nullable String address,
        @DefaultValue("false") boolean perMessage,
        @Nullable String host,
        @DefaultValue("-1") int port,
        @DefaultValue("imaps") String protocol,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("INBOX") String folder,
        @DefaultValue("Dawra") String done) {}
