package org.dawra.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.TaskComments;
import org.dawra.web.NavigationEntry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The routes that belong to no other module: login, static files, the engine's web apps, the mail page. */
@Configuration(proxyBeanMethods = false)
class AccessRoutes {

    private static final int AFTER_LOGIN = 205;

    static final Set<Role> TASKLIST = EnumSet.of(Role.COORDINATOR, Role.PROGRAMME_MANAGER, Role.PRESIDENT);
    static final Set<Role> COCKPIT = EnumSet.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);
    static final Set<Role> ADMIN = EnumSet.of(Role.ADMINISTRATOR);
    static final Set<Role> MAIL = EnumSet.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT, Role.AUDITOR);
    static final Set<Role> HANDING_OVER = EnumSet.of(Role.COORDINATOR, Role.PROGRAMME_MANAGER);
    static final Set<Role> PEOPLE = EnumSet.of(Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR);
    static final Set<Role> WEB_APPS = union(TASKLIST, COCKPIT, ADMIN);
    private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

    @Bean
    RouteRule publicRoutes() {
        return RouteRule.anyone(
                "/login", "/error", "/css/**", "/fonts/**", "/img/**", "/js/**", "/favicon.ico", "/actuator/health");
    }

    /** Whoever holds a link, and whoever has forgotten a password. */
    @Bean
    RouteRule linkRoutes() {
        return RouteRule.anyone("/welcome/{token}", "/forgot", "/unsubscribe/{token}");
    }

    @Bean
    RouteRule ownTasksRoute() {
        return RouteRule.roles(EVERY_ROLE, "/my-tasks", "/my-tasks/coming", "/my-account", "/my-account/choices");
    }

    /** Whoever can have a task may say something about it there. */
    @Bean
    RouteRule ownCommentRoutes() {
        return RouteRule.roles(
                EnumSet.complementOf(EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR)),
                "/my-tasks/{task}/comment",
                "/my-tasks/{task}/comment/{comment}/erase");
    }

    @Bean
    RouteRule peopleRoutes() {
        return RouteRule.roles(PEOPLE, "/people", "/people/invite", "/people/{user}", "/people/{user}/{deed}");
    }

    @Bean
    RouteRule mailRoutes() {
        return RouteRule.roles(
                MAIL,
                "/mail",
                "/mail/{id}",
                "/mail/samples",
                "/mail/samples/{kind}/{language}",
                "/mail/samples/{kind}/{language}/html");
    }

    @Bean
    RouteRule mailDeedRoutes() {
        return RouteRule.roles(Set.of(Role.PROGRAMME_MANAGER), "/mail/search", "/mail/probe", "/mail/{id}/resend");
    }

    @Bean
    RouteRule handOverRoutes() {
        return RouteRule.roles(HANDING_OVER, "/hand-over", "/hand-over/{id}");
    }

    @Bean
    NavigationEntry handOverEntry() {
        return new NavigationEntry("mail.hand.nav", "/hand-over", groups(HANDING_OVER), 35);
    }

    /** The web apps' files; what they ask of the engine, {@link EngineDoors} opens path by path. */
    @Bean
    RouteRule webAppRoutes() {
        return RouteRule.roles(
                WEB_APPS,
                "/camunda/lib/**",
                "/camunda/assets/**",
                "/camunda/favicon.ico",
                "/camunda/app/dawra-webapps.js",
                "/camunda/app/welcome/**");
    }

    @Bean
    RouteRule tasklistRoutes() {
        return RouteRule.roles(TASKLIST, "/camunda/app/tasklist/**");
    }

    @Bean
    RouteRule cockpitRoutes() {
        return RouteRule.roles(COCKPIT, "/camunda/app/cockpit/**");
    }

    @Bean
    RouteRule adminRoutes() {
        return RouteRule.roles(ADMIN, "/camunda/app/admin/**");
    }

    /** Around the translation of the engine's answers, which names tasks in the reader's language. */
    @Bean
    FilterRegistrationBean<NamedTasks> namedTasksFilter(
            HumanTasks tasks,
            TaskSubjects subjects,
            TaskHolders holders,
            ObjectProvider<TaskComments> comments,
            CurrentActor current,
            ObjectMapper json) {
        var filter = new FilterRegistrationBean<>(new NamedTasks(tasks, subjects, holders, comments, current, json));
        filter.addUrlPatterns("/camunda/api/engine/*");
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    /** Before the fence, which looks into the completed question as into any other. */
    @Bean
    FilterRegistrationBean<ElsewhereQuestions> elsewhereQuestionsFilter(
            FilterService filters, HumanTasks tasks, CurrentActor current, ObjectMapper json) {
        var filter = new FilterRegistrationBean<>(new ElsewhereQuestions(filters, tasks, current, json));
        filter.addUrlPatterns("/camunda/api/engine/*");
        filter.setOrder(AFTER_LOGIN);
        return filter;
    }

    @Bean
    NavigationEntry myTasksEntry() {
        return new NavigationEntry("access.nav.myTasks", "/my-tasks", Set.of(), 10);
    }

    @Bean
    NavigationEntry tasklistEntry() {
        return new NavigationEntry("access.nav.tasklist", "/camunda/app/tasklist/default/", groups(TASKLIST), 20);
    }

    @Bean
    NavigationEntry cockpitEntry() {
        return new NavigationEntry("access.nav.cockpit", "/camunda/app/cockpit/default/", groups(COCKPIT), 80);
    }

    @Bean
    NavigationEntry adminEntry() {
        return new NavigationEntry("access.nav.admin", "/camunda/app/admin/default/", groups(ADMIN), 90);
    }

    @Bean
    NavigationEntry peopleEntry() {
        return new NavigationEntry("access.nav.people", "/people", groups(PEOPLE), 75);
    }

    @Bean
    NavigationEntry myAccountEntry() {
        return new NavigationEntry("access.nav.myAccount", "/my-account", Set.of(), 95);
    }

    @Bean
    NavigationEntry mailEntry() {
        return new NavigationEntry("mail.nav", "/mail", groups(MAIL), 70);
    }

    /**
     * One pattern and who may. Those for roles are asked before those for anyone, so that a wide public pattern never
     * opens a page of the staff; among them the narrowest first, so that the order of beans decides nothing.
     */
    record Opening(PathPattern pattern, RouteRule rule) {}

    /** All openings in the order in which they are asked. Throws {@link IllegalStateException} when two open one pattern. */
    static List<Opening> inOrder(List<RouteRule> rules) {
        var openings = new ArrayList<Opening>();
        var seen = new HashSet<String>();
        for (var rule : rules) {
            for (var pattern : rule.patterns()) {
                if (!seen.add(pattern)) {
                    throw new IllegalStateException("Two route rules open " + pattern);
                }
                openings.add(new Opening(PathPatternParser.defaultInstance.parse(pattern), rule));
            }
        }
        openings.sort(Comparator.comparing((Opening opening) -> opening.rule().anyone())
                .thenComparing(Opening::pattern, PathPattern.SPECIFICITY_COMPARATOR)
                .thenComparing(opening -> opening.pattern().getPatternString()));
        return openings;
    }

    static Set<String> groups(Set<Role> roles) {
        var groups = new HashSet<String>();
        roles.forEach(role -> groups.add(role.group()));
        return groups;
    }

    @SafeVarargs
    private static Set<Role> union(Set<Role>... sets) {
        var all = EnumSet.noneOf(Role.class);
        for (var set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
