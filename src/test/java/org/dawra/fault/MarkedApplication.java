package org.dawra.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.dawra.DawraApplication;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.engine.PlayedClock;
import org.dawra.engine.ProcessStarts;
import org.h2.tools.Server;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The application in a Java machine of its own, to be killed: all of it and nothing else, but that its connections can be
 * made to stand still at a {@link Mark}, its clock can be moved, and a file of H2 can be looked into from outside. It takes
 * its orders from standard input and ends with it.
 */
final class MarkedApplication {

    /** Begins each line that is for {@link RunningApplication} and not for the log. */
    static final String WORD = "@@";

    /** How far its clock is ahead of the wall. */
    static final String AHEAD = "dawra.fault.ahead";

    private final PrintStream parent;
    private final MarkedConnections.Trap trap;
    private final PlayedClock clock = new PlayedClock(Clock.systemUTC());
    private final ConfigurableApplicationContext house;

    private MarkedApplication(PrintStream parent, String[] arguments) {
        this.parent = parent;
        this.trap = new MarkedConnections.Trap(mark -> tell("reached " + mark));
        clock.moveTo(Instant.now().plus(Duration.parse(System.getProperty(AHEAD))));
        var application = new SpringApplication(DawraApplication.class);
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) this::prepare);
        this.house = application.run(arguments);
    }

    private void prepare(GenericApplicationContext context) {
        context.registerBean("movedClock", PlayedClock.class, () -> clock, bean -> bean.setPrimary(true));
        context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? new MarkedConnections(source, trap) : bean;
            }
        });
    }

    /** Arguments: those of Spring Boot. */
    public static void main(String[] arguments) throws IOException, SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try {
            new MarkedApplication(System.out, arguments).serve();
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        }
        Runtime.getRuntime().halt(1);
    }

    private void serve() throws IOException, SQLException {
        var url = house.getEnvironment().getRequiredProperty("spring.datasource.url");
        var file = url.startsWith("jdbc:h2:file:") ? url.substring("jdbc:h2:".length()) : null;
        var server =
                file == null ? null : Server.createTcpServer("-tcpPort", "0").start();
        tell("ready "
                + (server == null
                        ? ""
                        : "jdbc:h2:tcp://localhost:" + server.getPort() + "/" + file.substring("file:".length())));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split(" ");
            try {
                obey(words, url);
                tell("done");
            } catch (RuntimeException | SQLException e) {
                e.printStackTrace();
                tell("failed " + e.getClass().getSimpleName());
            }
        }
    }

    private void obey(String[] words, String url) throws SQLException {
        switch (words[0]) {
            case "issue" -> house.getBean(ProcessStarts.class).start(CertificateIssuing.KEY, words[1], Map.of());
            case "mark" -> trap.set(Mark.valueOf(words[1]), Integer.parseInt(words[2]));
            case "release" -> trap.release();
            case "clock" -> clock.moveTo(Instant.now().plus(Duration.parse(words[1])));
            case "stop-database" -> {
                try (var connection = DriverManager.getConnection(url, "sa", "");
                        var statement = connection.createStatement()) {
                    statement.execute("shutdown immediately");
                } catch (SQLException e) {
                    // What ends the database ends the connection that asked for it.
                    if (e.getErrorCode() != org.h2.api.ErrorCode.DATABASE_IS_CLOSED) {
                        throw e;
                    }
                }
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private void tell(String what) {
        synchronized (parent) {
            parent.println(WORD + what);
            parent.flush();
        }
    }
}
