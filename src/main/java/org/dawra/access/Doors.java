package org.dawra.access;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.Indexing;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Every route is closed until a {@link RouteRule} opens it; one session serves our pages and the engine's web apps. */
@Configuration(proxyBeanMethods = false)
class Doors {

    private static final String OWN_PAGES =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'";

    /** Nothing of the house asks a device for anything, and no page of another's may through it. */
    private static final String NO_DEVICES = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
            + "display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

    /** As {@code spring.servlet.multipart.max-request-size} says. */
    private static final long LARGEST_REQUEST = 12L * 1024 * 1024;

    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();
    private static final PathPatternRequestMatcher WEB_APPS = PATHS.matcher("/camunda/**");

    /** Asks about a paper and changes nothing: programs ask too, and the file is read as it comes. */
    private static final PathPatternRequestMatcher QUESTION = PATHS.matcher(HttpMethod.POST, "/verify");

    private static final PathPatternRequestMatcher WEB_APPS_API = PATHS.matcher("/camunda/api/**");

    /** Whoever calls it makes himself administrator while there is none (CVE-2026-77226): nobody may. */
    private static final PathPatternRequestMatcher SETUP = PATHS.matcher("/camunda/api/admin/setup/**");

    private static final PathPatternRequestMatcher SETUP_PAGE = PATHS.matcher("/camunda/app/admin/{engine}/setup/**");

    /** The web apps' own login would pass by our throttle. */
    private static final PathPatternRequestMatcher SECOND_LOGIN =
            PATHS.matcher("/camunda/api/admin/auth/user/{engine}/login/**");

    private static final PathPatternRequestMatcher WEB_APPS_LOGOUT =
            PATHS.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/logout");

    /** A mail reader's button posts here without a session (RFC 8058); the code in the link is all it takes. */
    private static final PathPatternRequestMatcher ONE_CLICK = PATHS.matcher(HttpMethod.POST, "/unsubscribe/{token}");

    /** There is one engine; for the page of any other the web apps fail. */
    private static final RequestMatcher OTHER_ENGINES = RegexRequestMatcher.regexMatcher(
            "/camunda/app/[^/?]+/(?!default(/|$|\\?)|(scripts|styles|locales|assets)/[^?]|[^/?]+\\.[a-z]+($|\\?))[^/?]+.*");

    /**
     * Accounts are invited on our page: the engine's paths would make users who are nobody, put a person's name into the
     * engine, set a password past the link, or change a role behind our table's back.
     */
    private static final RequestMatcher ENGINE_ACCOUNTS = new AndRequestMatcher(
            new NegatedRequestMatcher(new OrRequestMatcher(
                    PATHS.matcher(HttpMethod.GET, "/**"),
                    PATHS.matcher(HttpMethod.HEAD, "/**"),
                    PATHS.matcher(HttpMethod.OPTIONS, "/**"))),
            new OrRequestMatcher(
                    PATHS.matcher("/camunda/api/engine/engine/{engine}/user/{id}/**"),
                    PATHS.matcher("/camunda/api/engine/engine/{engine}/group/{id}/**"),
                    PATHS.matcher("/camunda/api/engine/engine/{engine}/tenant/{id}/**")),
            new NegatedRequestMatcher(new OrRequestMatcher(
                    PATHS.matcher("/camunda/api/engine/engine/{engine}/user/count"),
                    PATHS.matcher("/camunda/api/engine/engine/{engine}/group/count"))));

    @Bean
    SecurityFilterChain ownDoors(
            HttpSecurity http,
            List<RouteRule> rules,
            LoginOutcome outcome,
            AccountRows accounts,
            MessageSource messages,
            Clock clock)
            throws Exception {
        http.addFilterAfter(new TrailingSlash(), HeaderWriterFilter.class);
        http.addFilterBefore(new SessionWatch(accounts, clock), LogoutFilter.class);
        http.authorizeHttpRequests(routes -> {
            routes.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll();
            routes.requestMatchers(SETUP, SETUP_PAGE, SECOND_LOGIN, ENGINE_ACCOUNTS, OTHER_ENGINES)
                    .denyAll();
            for (var door : EngineDoors.all()) {
                var who = names(door.roles());
                routes.requestMatchers(PATHS.matcher(door.method(), door.path()))
                        .hasAnyRole(who);
                if (door.mayEndInSlash()) {
                    routes.requestMatchers(PATHS.matcher(door.method(), door.path() + "/"))
                            .hasAnyRole(who);
                }
            }
            for (var opening : AccessRoutes.inOrder(rules)) {
                var pattern = opening.pattern().getPatternString();
                var rule = opening.rule();
                if (rule.anyone()) {
                    routes.requestMatchers(PATHS.matcher(pattern)).permitAll();
                    continue;
                }
                if (rule.opensToReaderOnly()) {
                    for (var reading : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                        routes.requestMatchers(PATHS.matcher(reading, pattern)).hasAnyRole(names(rule.roles()));
                    }
                    if (rule.changers().isEmpty()) {
                        routes.requestMatchers(PATHS.matcher(pattern)).denyAll();
                    } else {
                        routes.requestMatchers(PATHS.matcher(pattern)).hasAnyRole(names(rule.changers()));
                    }
                } else {
                    routes.requestMatchers(PATHS.matcher(pattern)).hasAnyRole(names(rule.roles()));
                }
            }
            routes.anyRequest().denyAll();
        });
        http.csrf(csrf -> csrf.ignoringRequestMatchers(WEB_APPS, QUESTION, ONE_CLICK));
        http.formLogin(form -> form.loginPage("/login")
                .usernameParameter("user")
                .passwordParameter("password")
                .successHandler(outcome)
                .failureHandler(outcome));
        http.logout(logout -> logout.logoutRequestMatcher(
                        new OrRequestMatcher(PATHS.matcher(HttpMethod.POST, "/logout"), WEB_APPS_LOGOUT))
                .logoutSuccessHandler((request, response, who) -> {
                    if (WEB_APPS_LOGOUT.matches(request)) {
                        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                    } else {
                        response.sendRedirect("/login?logout");
                    }
                }));
        http.requestCache(cache -> cache.requestCache(pagesOnly()));
        http.exceptionHandling(failures -> failures.defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), WEB_APPS_API)
                .defaultAuthenticationEntryPointFor(toLogin(), AnyRequestMatcher.INSTANCE)
                .accessDeniedHandler((request, response, denied) -> {
                    if (ENGINE_ACCOUNTS.matches(request)) {
                        sayWhereAccountsAreMade(request, response, messages);
                    } else {
                        refuse(request, response, denied);
                    }
                }));
        http.headers(Doors::headers);
        return http.build();
    }

    private static String[] names(Set<Role> roles) {
        return AccessRoutes.groups(roles).toArray(String[]::new);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new OrRequestMatcher(new NegatedRequestMatcher(WEB_APPS), WEB_APPS_API),
                        new CacheControlHeadersWriter()))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(WEB_APPS), new ContentSecurityPolicyHeaderWriter(OWN_PAGES)))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        request -> !Indexing.allows(request.getRequestURI()),
                        new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow, noarchive")))
                .contentTypeOptions(Customizer.withDefaults());
    }

    /** Names no host: the one that was asked for may be forged, or stand behind a proxy. */
    private static LoginUrlAuthenticationEntryPoint toLogin() {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        login.setFavorRelativeUris(true);
        return login;
    }

    /** After login one comes back to a page, never to a call of a script. */
    private static HttpSessionRequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(new AndRequestMatcher(
                PATHS.matcher(HttpMethod.GET, "/**"),
                new NegatedRequestMatcher(WEB_APPS_API),
                new NegatedRequestMatcher(PATHS.matcher("/favicon.ico"))));
        return cache;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException, jakarta.servlet.ServletException {
        var atTheDoor = request.getRequestURI().equals("/login")
                || request.getRequestURI().equals("/logout");
        if (e instanceof CsrfException && atTheDoor) {
            // The login page stood open longer than its session; a fresh one is all it takes.
            response.sendRedirect("/login?expired");
        } else if (e instanceof CsrfException && request.getContentLengthLong() > LARGEST_REQUEST) {
            // The server has read nothing of so large a form, its token neither.
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, e);
        }
    }

    /** In the form in which the web apps show what went wrong. */
    private static void sayWhereAccountsAreMade(
            HttpServletRequest request, HttpServletResponse response, MessageSource messages) throws IOException {
        var text = messages.getMessage(
                "access.people.elsewhere", null, ChosenLanguage.of(request).locale());
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(new JsonMapper().writeValueAsString(Map.of("type", "Refused", "message", text)));
    }

    /** The web apps' token is made before anybody knows whether the request came over TLS. */
    @Bean
    FilterRegistrationBean<SecureCookies> secureCookiesFilter() {
        var registration = new FilterRegistrationBean<>(new SecureCookies());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        return registration;
    }

    /** After Spring Security's filter, which has found the session's user. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> sessionToEngineFilter() {
        var registration = new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", SessionToEngine.class.getName()));
        registration.setOrder(201);
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return registration;
    }
}
