package org.dawra.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
 * after the server has accepted the message.
 */
class SmtpLine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpLine.class);

    private final Session session;
    private final MailProperties settings;
    private final ReturnPath returnPath;
    private @Nullable DotAware transport;

    SmtpLine(Session session, MailProperties settings, ReturnPath returnPath) {
        this.session = session;
        this.settings = settings;
        this.returnPath = returnPath;
    }

    /** Sends one message, over a fresh connection when the one at hand has died or is being closed by the server. */
    Outcome send(byte[] bytes, Address to) {
        var reused = transport != null;
        var outcome = attempt(bytes, to);
        if (reused && (outcome.kind() == Outcome.Kind.UNREACHABLE || outcome.isClosing())) {
            outcome = attempt(bytes, to);
        }
        return outcome;
    }

    private Outcome attempt(byte[] bytes, Address to) {
        DotAware line;
        try {
            line = connected();
        } catch (MessagingException e) {
            LOG.warn("No connection to the mail server: {}", e.getClass().getSimpleName());
            close();
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
        }
    }

    private Outcome explain(MessagingException failure, DotAware line) {
        var status = status(failure);
        if (status >= 400) {
            if (status == Outcome.CLOSING) {
                close();
            }
            return Outcome.answered(status);
        }
        close();
        return line.dotSent ? Outcome.uncertain() : Outcome.unreachable();
    }

    private DotAware connected() throws MessagingException {
        var line = transport;
        if (line == null) {
            line = new DotAware(session, "smtps".equals(settings.getProtocol()));
            var port = settings.getPort();
            transport = line;
            line.connect(settings.getHost(), port == null ? -1 : port, settings.getUsername(), settings.getPassword());
        }
        return line;
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

    @Override
    public void close() {
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

        private boolean dotSent;

        DotAware(Session session, boolean tls) {
            super(
                    session,
                    new URLName(tls ? "smtps" : "smtp", null, -1, null, null, null),
                    tls ? "smtps" : "smtp",
                    tls);
        }

        @Override
        protected void finishData() throws IOException, MessagingException {
            dotSent = true;
            super.finishData();
        }
    }
}
