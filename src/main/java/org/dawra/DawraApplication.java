package org.dawra;

import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.dawra.audit.AuditCommand;
import org.dawra.document.VerifyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The one application: web pages, the embedded engine and its web apps. The JVM runs in UTC. */
@SpringBootApplication
@EnableScheduling
@Modulithic(systemName = "Dawra")
public class DawraApplication {

    private static final int WRONG_USAGE = 2;

    /**
     * Starts Dawra: {@code run} (the default), {@code demo} or {@code admin}, with their options; or verifies its audit trail or a
     * paper's seal.
     */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (args.length > 0 && args[0].equals("audit")) {
            System.exit(AuditCommand.run(List.of(args).subList(1, args.length), System.out, System.err));
        }
        if (args.length > 0 && args[0].equals("verify")) {
            System.exit(VerifyCommand.run(List.of(args).subList(1, args.length), System.out, System.err));
        }
        CommandLine line;
        try {
            line = CommandLine.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        var arguments = new ArrayList<>(line.arguments());
        var application = new SpringApplication(DawraApplication.class);
        if (!line.command().equals("run")) {
            application.setAdditionalProfiles(line.command());
        }
        application.run(arguments.toArray(String[]::new));
    }
}
