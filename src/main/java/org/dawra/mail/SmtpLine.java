package org.dawra.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.mail.MailProperties;

/**
 * One connection for a batch of messages. Drives the transport itself, since Spring's sender also fails when QUIT does,
 * after the server has accepted the message. A message has a time for everything together, connection and second try
 * included, however slowly the server talks or listens.
 */
class SmtpLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpLine.class);

    private static final Pattern REFUSED_FOR_GOOD = Pattern.compile("^5\\d\\d(?=[ -])");

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

    private final LineSockets sockets = new LineSockets();
    private final Session session;
    private final MailProperties settings;
    private final ReturnPath returnPath;
    private final Duration longest;
    private @Nullable DotAware transport;

    /**
     * A line that connects with the first message.
     *
     * @param longest how long a message may take
     */
    SmtpLine(MailProperties settings, ReturnPath returnPath, Duration longest) {
        this.session = Session.getInstance(properties(settings));
        this.settings = settings;
        this.returnPath = returnPath;
        this.longest = longest;
    }

    private Properties properties(MailProperties settings) {
        var properties = new Properties();
        properties.putAll(settings.getProperties());
        var prefix = "mail." + protocol(settings) + ".";
        // The stored bytes go out as they are, ended by a dot.
        List.of("chunksize", "allow8bitmime", "sendpartial").forEach(name -> properties.remove(prefix + name));
        // A server behind SOCKS, or sockets of the administrator's own, keep the timeouts of their reads and writes
        // alone.
        if (!properties.containsKey(prefix + "socks.host") && !properties.containsKey(prefix + "socketFactory.class")) {
            properties.put(prefix + "socketFactory", sockets);
            properties.put(prefix + "socketFactory.fallback", "false");
        }
        return properties;
    }

    private static String protocol(MailProperties settings) {
        return "smtps".equals(settings.getProtocol()) ? "smtps" : "smtp";
    }

    /** Sends one message, over a fresh connection when the one at hand has died or is being closed by the server. */
    Outcome send(byte[] bytes, Address to) {
        return sockets.within(longest, () -> {
            var reused = transport != null;
            var outcome = attempt(bytes, to);
            if (reused && !sockets.isOver() && mayBeTheConnections(outcome)) {
                outcome = attempt(bytes, to);
            }
            return outcome;
        });
    }

    /** It has died, or the server has taken enough of it. */
    private static boolean mayBeTheConnections(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.UNREACHABLE || outcome.isClosing() || outcome.refusal() != null;
    }

    private Outcome attempt(byte[] bytes, Address to) {
        DotAware line;
        try {
            line = connected();
        } catch (AuthenticationFailedException e) {
            hangUp();
            return loginRefused(e);
        } catch (MessagingException e) {
            LOG.warn("No connection to the mail server: {}", e.getClass().getSimpleName());
            hangUp();
            return Outcome.noLine();
        }
        try {
            line.dotSent = false;
            var message = new SMTPMessage(session, new ByteArrayInputStream(bytes));
            returnPath.of(message.getMessageID()).ifPresent(message::setEnvelopeFrom);
            line.sendMessage(message, new Address[] {to});
            return Outcome.accepted();
        } catch (MessagingException e) {
            return explain(e, line);
        } catch (RuntimeException e) {
            hangUp();
            if (line.dotSent) {
                return Outcome.uncertain();
            }
            throw e;
        }
    }

    private Outcome explain(MessagingException failure, DotAware line) {
        var status = status(failure);
        if (line.dotSent && status >= 200 && status < 300) {
            return Outcome.accepted(); // RFC 5321, 4.2.1: the first digit decides
        }
        var refused = refusesSender(failure, status);
        if (refused != null) {
            LOG.warn("The mail server takes nothing from this sender: {}", status);
            farewell();
            return Outcome.refusedSender(refused);
        }
        if (status >= 400 && status < 600) {
            if (status == Outcome.CLOSING) {
                hangUp();
            }
            return Outcome.answered(status);
        }
        hangUp();
        return line.dotSent ? Outcome.uncertain() : Outcome.unreachable();
    }

    private static @Nullable Refusal refusesSender(MessagingException failure, int status) {
        for (Exception e = failure; e instanceof MessagingException messaging; e = messaging.getNextException()) {
            var said = answer(messaging);
            if (e instanceof SMTPSendFailedException send
                            && send.getCommand().startsWith("MAIL")
                            && Refusal.isOfSender(status, said)
                    || e instanceof SMTPAddressFailedException && Refusal.isOfSenderAtRecipient(status, said)) {
                return Refusal.of(status, said);
            }
        }
        return null;
    }

    private DotAware connected() throws MessagingException {
        var line = transport;
        if (line == null) {
            line = new DotAware(session, sockets, protocol(settings));
            var port = settings.getPort();
            transport = line;
            line.connect(settings.getHost(), port == null ? -1 : port, settings.getUsername(), settings.getPassword());
        }
        return line;
    }

    /** Unless the answer is one for now, as when the server cannot look accounts up. */
    private static Outcome loginRefused(AuthenticationFailedException failure) {
        var status = REFUSED_FOR_GOOD.matcher(answer(failure));
        LOG.warn("The mail server does not let us log in");
        return status.find()
                ? Outcome.refusedSender(Refusal.of(Integer.parseInt(status.group()), answer(failure)))
                : Outcome.noLine();
    }

    private static String answer(MessagingException failure) {
        var answer = failure.getMessage();
        return answer == null ? "" : answer;
    }

    /** The server's answer, wherever in the chain it is; 0 when it gave none. */
    private static int status(MessagingException failure) {
        for (Exception e = failure; e instanceof MessagingException messaging; e = messaging.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            if (e instanceof SMTPSendFailedException send
                    && !(send.getNextException() instanceof SendFailedException)) {
                return send.getReturnCode();
            }
        }
        return 0;
    }

    /** Without farewell: nobody is there, or nobody who listens. */
    private void hangUp() {
        sockets.cut();
        farewell();
    }

    @Override
    public void close() {
        sockets.within(longest.compareTo(LONGEST_FAREWELL) < 0 ? longest : LONGEST_FAREWELL, () -> {
            farewell();
            return true;
        });
    }

    private void farewell() {
        var line = transport;
        transport = null;
        if (line != null) {
            try {
                line.close();
            } catch (MessagingException e) {
                LOG.debug("The mail server did not answer QUIT", e);
            }
        }
    }

    /** Knows whether the final dot has been sent, after which a dead connection leaves it open whether it arrived. */
    private static final class DotAware extends SMTPTransport {

        /** RFC 5321, 4.5.3.2 has one wait longest here: who gives up too early makes a second copy. */
        private static final int PATIENCE = 3;

        private final LineSockets sockets;
        private boolean dotSent;

        DotAware(Session session, LineSockets sockets, String protocol) {
            super(session, new URLName(protocol, null, -1, null, null, null), protocol, "smtps".equals(protocol));
            this.sockets = sockets;
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            dotSent = true;
            var usual = sockets.readTimeout();
            sockets.readTimeout(PATIENCE * usual);
            try {
                super.finishData();
            } finally {
                sockets.readTimeout(usual);
            }
        }
    }
}
