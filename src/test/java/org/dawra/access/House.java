package org.dawra.access;

import java.util.List;
import org.dawra.engine.ProcessContract;
import org.dawra.mail.Message;
import org.dawra.mail.SampleMail;
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
    SampleMail sampleMail() {
        return language -> List.of(new Message(
                "certificate.mail",
                "certificate-issuing:sample",
                new Message.Recipient("فاطمة", "f@dawra.invalid", null, "sample"),
                language.code(),
                "شهادة",
                "مرحبا",
                List.of(new Message.Attachment("2026-1-0001.pdf", "application/pdf", new byte[2048]))));
    }

    @Bean
    ScopeChoices provinces() {
        return scopes(
                Role.COORDINATOR,
                new ScopeChoices.Choice("sidi-bennour", "سيدي بنور", "Sidi Bennour"),
                new ScopeChoices.Choice("el-jadida", "الجديدة", "El Jadida"));
    }

    @Bean
    ScopeChoices partners() {
        return scopes(Role.PARTNER, new ScopeChoices.Choice("region", "الجهة", "La Région"));
    }

    private static ScopeChoices scopes(Role role, ScopeChoices.Choice... choices) {
        return new ScopeChoices() {
            @Override
            public Role role() {
                return role;
            }

            @Override
            public List<Choice> choices() {
                return List.of(choices);
            }
        };
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
