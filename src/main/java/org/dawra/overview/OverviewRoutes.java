package org.dawra.overview;

import org.dawra.access.RouteRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the module are open to anyone. */
@Configuration(proxyBeanMethods = false)
class OverviewRoutes {

    @Bean
    RouteRule publicPagesRoute() {
        return RouteRule.anyone("/", "/verify", "/verify/{code}");
    }
}
