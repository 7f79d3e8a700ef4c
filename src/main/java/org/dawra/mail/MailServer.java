package org.dawra.mail;

import java.time.Duration;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The mail server that {@code spring.mail.*} names, if it names one. */
@Component
@EnableConfigurationProperties(MailProperties.class)
class MailServer {

    private final MailProperties settings;
    private final ReturnPath returnPath;

    MailServer(MailProperties settings, ReturnPath returnPath) {
        this.settings = settings;
        this.returnPath = returnPath;
    }

    boolean isConfigured() {
        var host = settings.getHost();
        return host != null && !host.isBlank();
    }

    /** A line to the server, which connects with the first message and gives each no more than this time. */
    SmtpLine open(Duration longest) {
        return new SmtpLine(settings, returnPath, longest);
    }
}
