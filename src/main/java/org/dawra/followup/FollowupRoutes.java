package org.dawra.followup;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Those who answer for the year see what waits; the programme manager does something about it. */
@Configuration(proxyBeanMethods = false)
class FollowupRoutes {

    private static final Set<Role> READERS = Set.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.AUDITOR);

    @Bean
    RouteRule waitingTasksRoutes() {
        return RouteRule.roles(READERS, "/tasks", "/tasks/{task}");
    }

    @Bean
    RouteRule followUpRoutes() {
        return RouteRule.roles(
                Set.of(Role.PROGRAMME_MANAGER),
                "/tasks/{task}/reassign",
                "/tasks/{task}/extend",
                "/tasks/{task}/nudge");
    }

    @Bean
    NavigationEntry waitingTasksEntry() {
        return new NavigationEntry(
                "followup.nav",
                "/tasks",
                Set.of(Role.PRESIDENT.group(), Role.PROGRAMME_MANAGER.group(), Role.AUDITOR.group()),
                25);
    }
}
