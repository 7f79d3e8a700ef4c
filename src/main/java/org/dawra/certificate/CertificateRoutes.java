package org.dawra.certificate;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskSubject;
import org.dawra.cycle.MeetingFacts;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open the pages of the module, and where they stand in the navigation. */
@Configuration(proxyBeanMethods = false)
class CertificateRoutes {

    /** Who changes something here. */
    static final Set<Role> KEEPERS = Set.of(Role.WORKING_TEAM, Role.PROGRAMME_MANAGER);

    private static final Set<Role> STAFF = Set.of(Role.WORKING_TEAM, Role.PROGRAMME_MANAGER, Role.AUDITOR);

    private static final Set<Role> READERS =
            Set.of(Role.COORDINATOR, Role.WORKING_TEAM, Role.PROGRAMME_MANAGER, Role.AUDITOR);

    @Bean
    RouteRule certificateStaffRoutes() {
        return RouteRule.roles(STAFF, "/certificates", "/certificates/**");
    }

    /** Those of the own province. */
    @Bean
    RouteRule certificatePaperRoutes() {
        return RouteRule.roles(
                READERS,
                "/certificates/papers",
                "/certificates/papers.zip",
                "/certificates/papers/{paper}",
                "/certificates/papers/{paper}/file");
    }

    /** What each may do of it, the deeds themselves ask. */
    @Bean
    RouteRule certificateDeedRoutes() {
        return RouteRule.roles(Set.of(Role.COORDINATOR, Role.PROGRAMME_MANAGER), "/certificates/papers/{paper}/{deed}");
    }

    /** Who has collected their paper, of the own province. */
    @Bean
    RouteRule certificateCollectedRoutes() {
        return RouteRule.roles(READERS, "/certificates/collected");
    }

    @Bean
    RouteRule certificateTickRoutes() {
        return RouteRule.roles(
                Set.of(Role.COORDINATOR, Role.WORKING_TEAM, Role.PROGRAMME_MANAGER), "/certificates/collected/**");
    }

    @Bean
    NavigationEntry collectedNavigation() {
        return new NavigationEntry(
                "certificate.collected.title",
                "/certificates/collected",
                Set.of(Role.COORDINATOR.group(), Role.WORKING_TEAM.group()),
                61);
    }

    @Bean
    NavigationEntry paperNavigation() {
        return new NavigationEntry(
                "certificate.papers.title", "/certificates/papers", Set.of(Role.COORDINATOR.group()), 60);
    }

    @Bean
    TaskSubject certifiedSubject(MeetingFacts meetings) {
        return meetings.subject(CertificateIssuing.KEY);
    }

    @Bean
    NavigationEntry certificateNavigation() {
        return new NavigationEntry(
                "certificate.page.title",
                "/certificates",
                Set.of(Role.WORKING_TEAM.group(), Role.PROGRAMME_MANAGER.group(), Role.AUDITOR.group()),
                60);
    }
}
