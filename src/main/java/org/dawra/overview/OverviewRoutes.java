package org.dawra.overview;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Home and verification are open to anyone; progress is for those who run the year or look after it. */
@Configuration(proxyBeanMethods = false)
class OverviewRoutes {

    static final Set<Role> WATCHING = Set.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.WORKING_TEAM, Role.AUDITOR);

    @Bean
    RouteRule homeAndVerification() {
        return RouteRule.anyone("/", "/verify", "/verify/{code}");
    }

    @Bean
    RouteRule progressRoute() {
        return RouteRule.roles(WATCHING, "/progress");
    }

    @Bean
    NavigationEntry progressNavigation() {
        return new NavigationEntry(
                "overview.progress.title",
                "/progress",
                Set.of(
                        Role.PRESIDENT.group(),
                        Role.PROGRAMME_MANAGER.group(),
                        Role.WORKING_TEAM.group(),
                        Role.AUDITOR.group()),
                20);
    }
}
