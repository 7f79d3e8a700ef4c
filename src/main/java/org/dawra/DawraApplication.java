package org.dawra;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The one application: web pages, the embedded engine and its web apps. The JVM runs in UTC. */
@SpringBootApplication
@EnableScheduling
@Modulithic(systemName = "Dawra")
public class DawraApplication {

    /** Starts Dawra; arguments are Spring Boot's. */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(DawraApplication.class, args);
    }
}
