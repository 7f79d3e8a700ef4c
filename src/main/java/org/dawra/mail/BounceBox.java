package org.dawra.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads the mailbox of what came back. What is new there is looked at once: a report about a message of ours is noted,
 * and then moved away; anything else stays for people, marked as seen. The database is written first, so a report whose
 * move failed is read again, which changes nothing. Several nodes may read the same box.
 */
@Component
@ConditionalOnProperty("dawra.mail.bounces.host")
@ConditionalOnProperty(name = "dawra.mail.dispatch", havingValue = "true", matchIfMissing = true)
class BounceBox {

    private static final Logger LOG = LoggerFactory.getLogger(BounceBox.class);

    private static final int MOST_AT_ONCE = 200;
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final String MILLIS = "20000";

    private final BounceSettings settings;
    private final Bounces bounces;
    private final Clock clock;
    private final Duration longest;
    private final LineSockets sockets = new LineSockets();
    private final Session session;
    private volatile @Nullable Instant failingSince;

    BounceBox(
            BounceSettings settings,
            Bounces bounces,
            @Value("${dawra.mail.bounces.longest-reading:5m}") Duration longest,
            Clock clock) {
        this.settings = settings;
        this.bounces = bounces;
        this.longest = longest;
        this.clock = clock;
        var properties = new Properties();
        for (var name : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put("mail." + settings.protocol() + "." + name, MILLIS);
        }
        properties.put("mail." + settings.protocol() + ".peek", "true");
        properties.put("mail." + settings.protocol() + ".socketFactory", sockets);
        properties.put("mail." + settings.protocol() + ".socketFactory.fallback", "false");
        properties.put("mail.imaps.ssl.checkserveridentity", "true");
        this.session = Session.getInstance(properties);
    }

    /** Since when the box could not be read, if it cannot. */
    Optional<Instant> failingSince() {
        return Optional.ofNullable(failingSince);
    }

    @Scheduled(initialDelay = 1, fixedDelay = 2, timeUnit = TimeUnit.MINUTES)
    void readRegularly() {
        try {
            read();
            failingSince = null;
        } catch (MessagingException e) {
            if (failingSince == null) {
                failingSince = clock.instant();
            }
            LOG.warn(
                    "The mailbox of what came back cannot be read: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** Reads what is new; answers how many reports were about messages of ours. A server slow by the byte is left. */
    int read() throws MessagingException {
        return sockets.within(longest, this::readAll);
    }

    private int readAll() throws MessagingException {
        var ours = 0;
        try (var store = session.getStore(settings.protocol())) {
            store.connect(settings.host(), settings.port(), settings.user(), settings.password());
            try (var box = store.getFolder(settings.folder())) {
                box.open(Folder.READ_WRITE);
                var unseen = box.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                for (var mail : Arrays.copyOf(unseen, Math.min(unseen.length, MOST_AT_ONCE))) {
                    var taken = report(mail).map(bounces::take).orElse(false);
                    mail.setFlag(Flags.Flag.SEEN, true);
                    if (taken) {
                        ours++;
                        putAway(store, box, mail);
                    }
                }
            }
        }
        return ours;
    }

    private Optional<Bounce> report(Message mail) throws MessagingException {
        if (mail.getSize() > LARGEST) {
            return Optional.empty();
        }
        try {
            var bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return Bounce.read(new MimeMessage(session, new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException | MessagingException | RuntimeException e) {
            // Anybody may write to this box. What cannot be read must not stand in the way of what comes after it.
            if (!mail.getFolder().isOpen()) {
                throw new MessagingException("the mailbox was closed", e);
            }
            LOG.info(
                    "A mail in the mailbox of what came back cannot be read: {}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private void putAway(jakarta.mail.Store store, Folder box, Message mail) throws MessagingException {
        var done = store.getFolder(settings.done());
        if (!done.exists()) {
            done.create(Folder.HOLDS_MESSAGES);
        }
        var one = new Message[] {mail};
        if (store instanceof IMAPStore imap && imap.hasCapability("MOVE") && box instanceof IMAPFolder folder) {
            folder.moveMessages(one, done);
        } else {
            box.copyMessages(one, done);
            mail.setFlag(Flags.Flag.DELETED, true);
            if (box instanceof IMAPFolder folder && store instanceof IMAPStore imap && imap.hasCapability("UIDPLUS")) {
                folder.expunge(one);
            }
        }
    }
}
