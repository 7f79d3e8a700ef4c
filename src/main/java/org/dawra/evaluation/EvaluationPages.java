package org.dawra.evaluation;

import java.util.Set;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.access.TaskSubject;
import org.dawra.cycle.MeetingFacts;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open the module's pages. */
@Configuration(proxyBeanMethods = false)
class EvaluationPages {

    @Bean
    RouteRule surveyRoutes() {
        return RouteRule.anyone("/surveys/{token}", "/surveys/hall/{meeting}");
    }

    @Bean
    RouteRule surveyResultsRoutes() {
        return RouteRule.roles(
                Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR),
                "/surveys/{which}/results",
                "/surveys/{meeting}/results.xlsx");
    }

    @Bean
    RouteRule surveyStaffRoutes() {
        return RouteRule.roles(
                Set.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.WORKING_TEAM, Role.AUDITOR),
                "/surveys",
                "/surveys/{meeting}/poster.pdf");
    }

    @Bean
    TaskSubject evaluatedSubject(MeetingFacts meetings) {
        return meetings.subject(CycleEvaluation.KEY);
    }

    @Bean
    NavigationEntry surveysEntry() {
        return new NavigationEntry(
                "evaluation.nav.surveys",
                "/surveys",
                Set.of(
                        Role.PROGRAMME_MANAGER.group(),
                        Role.PRESIDENT.group(),
                        Role.WORKING_TEAM.group(),
                        Role.AUDITOR.group()),
                50);
    }
}
