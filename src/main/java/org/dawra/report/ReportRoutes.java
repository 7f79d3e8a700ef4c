package org.dawra.report;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open the pages of the module. */
@Configuration(proxyBeanMethods = false)
class ReportRoutes {

    @Bean
    RouteRule publishedReports() {
        return RouteRule.anyone("/reports/{slug}", "/reports/{slug}/*");
    }

    @Bean
    RouteRule reportDrafts() {
        return RouteRule.roles(Set.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.AUDITOR), "/report-drafts/{slug}");
    }
}
