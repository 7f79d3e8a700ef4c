package org.dawra.access;

import org.dawra.engine.ProcessContract;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The house without its tenants: login, layout, mail and engine. Bears no stereotype, so that no other test's scan finds
 * it.
 */
@EnableAutoConfiguration
@ComponentScan({"org.dawra.access", "org.dawra.audit", "org.dawra.engine", "org.dawra.mail", "org.dawra.web"})
class House {

    public static void main(String[] arguments) {
        SpringApplication.run(House.class, arguments);
    }

    @Bean
    ProcessContract annualCycle() {
        return ProcessContract.process("annual-cycle").build();
    }

    @Bean
    RouteRule partnersOnly() {
        return RouteRule.roles(java.util.Set.of(Role.PARTNER), "/partners-only/**");
    }

    @Bean
    RouteRule wideOpen() {
        return RouteRule.anyone("/partners-only/{page}", "/open/{page}");
    }
}
