package org.dawra.access;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * {@code ./dawra admin --user NAME}: makes an administrator, or lets one in again. Sets the password that the environment
 * gives or the terminal is told; otherwise prints a link.
 */
@Component
@Profile("admin")
class AdminCommand {

    private final FirstAdministrator administrators;
    private final ConfigurableApplicationContext context;
    private final String user;

    AdminCommand(
            FirstAdministrator administrators,
            ConfigurableApplicationContext context,
            @Value("${dawra.admin.user:}") String user) {
        this.administrators = administrators;
        this.context = context;
        this.user = user;
    }

    /** In a thread of its own, since it ends the application that is just telling it that it is ready. */
    @EventListener(ApplicationReadyEvent.class)
    public void onReady() {
        new Thread(this::run, "admin-command").start();
    }

    private void run() {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var code = 1;
        try {
            act(out);
            code = 0;
        } catch (StartRefused refused) {
            out.println(refused.getMessage());
            out.println(refused.remedy());
        } finally {
            var result = code;
            SpringApplication.exit(context, () -> result);
            System.exit(code);
        }
    }

    private void act(PrintStream out) {
        if (user.isBlank()) {
            throw new StartRefused("No name was given.", "Type: ./dawra admin --user NAME [--data DIR]");
        }
        var password = administrators.passwordOfEnvironment();
        var terminal = System.console();
        if (password != null) {
            administrators.make(user, password);
            out.println("The administrator " + user + " has the password that the environment gives.");
        } else if (terminal != null && administrators.asked(terminal, user)) {
            out.println("The administrator " + user + " has a new password.");
        } else {
            out.println("The administrator " + user + " sets a password here, once, within "
                    + AccessLinks.Purpose.INVITATION.holds().toHours() + " hours, when Dawra runs:");
            out.println(administrators.link(user));
        }
    }
}
