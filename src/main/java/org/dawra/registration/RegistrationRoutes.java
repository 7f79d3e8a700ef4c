package org.dawra.registration;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open which page. */
@Configuration(proxyBeanMethods = false)
class RegistrationRoutes {

    @Bean
    RouteRule publicRegistrationRoutes() {
        return RouteRule.anyone("/register", "/register/**", "/seats/**");
    }

    @Bean
    RouteRule registrationListRoutes() {
        return RouteRule.roles(
                Set.of(Role.COORDINATOR, Role.PROGRAMME_MANAGER, Role.AUDITOR), "/registrations", "/registrations/**");
    }

    @Bean
    NavigationEntry registrationListEntry() {
        return new NavigationEntry(
                "registration.nav",
                "/registrations",
                Set.of(Role.COORDINATOR.group(), Role.PROGRAMME_MANAGER.group(), Role.AUDITOR.group()),
                30);
    }
}
