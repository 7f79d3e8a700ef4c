package org.dawra.overview;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.web.NavigationEntry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Home and verification are open to anyone; progress is for those who run the year or look after it. */
@Configuration(proxyBeanMethods = false)
class OverviewRoutes {

    static final Set<Role> WATCHING = Set.of(Role.PRESIDENT, Role.PROGRAMME_MANAGER, Role.WORKING_TEAM, Role.AUDITOR);

    @Bean
    RouteRule homeAndVerification() {
        return RouteRule.anyone("/", "/verify", "/verify/{code}", "/verify/key", "/verify/key.pem");
    }

    @Bean
    RouteRule progressRoute() {
        return RouteRule.roles(WATCHING, "/progress", "/progress/{slug}");
    }

    /** The part of a page that renews itself is told as unchanged while it is; the page around it is never the same. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> pictureTags() {
        var tags = new FilterRegistrationBean<ShallowEtagHeaderFilter>(new ShallowEtagHeaderFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !"picture".equals(request.getParameter("part"));
            }
        });
        tags.addUrlPatterns("/progress", "/progress/*");
        tags.setOrder(Ordered.LOWEST_PRECEDENCE);
        return tags;
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
