package org.dawra.access;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Everything that this application serves, asked of those who serve it: Spring's handler mappings, the resource model of
 * each JAX-RS application with its plugins and sub-resources, the files, and the filters that answer by themselves.
 */
final class ServedPaths {

    /** Answered by filters, of Spring Security's and ours for Tasklist, which list their paths nowhere. */
    private static final List<String> ANSWERED_BY_FILTERS = List.of(
            "POST /login",
            "POST /logout",
            "PUT /camunda/api/engine/engine/{name}/task/{id}/draft",
            "DELETE /camunda/api/engine/engine/{name}/task/{id}/draft");

    private final ApplicationContext context;
    private final ServletContext servlets;
    private final SortedMap<String, String> found = new TreeMap<>();

    private ServedPaths(ApplicationContext context, ServletContext servlets) {
        this.context = context;
        this.servlets = servlets;
    }

    /** Each {@code METHOD /path} with a path to try it by, sorted by path. */
    static SortedMap<String, String> of(ApplicationContext context, ServletContext servlets) throws Exception {
        var paths = new ServedPaths(context, servlets);
        ANSWERED_BY_FILTERS.forEach(paths::add);
        paths.pages();
        paths.files();
        paths.resources();
        var sorted =
                new TreeMap<String, String>(Comparator.comparing((String line) -> line.substring(line.indexOf(' ') + 1))
                        .thenComparing(line -> line));
        sorted.putAll(paths.found);
        return sorted;
    }

    private void add(String route) {
        var path = route.substring(route.indexOf(' ') + 1)
                .replace("/**", "/0")
                .replaceFirst("^(/camunda/api/engine/engine/)\\{[a-zA-Z]+}", "$1default")
                .replaceFirst("^(/camunda/api/[a-z]+/plugin/[a-zA-Z]+/)\\{engineName}", "$1default")
                .replace("/{file}", "/app/plugin.js")
                .replaceAll("\\{[^}]*}", "0");
        found.put(route, path);
    }

    private void pages() {
        for (var mapping : context.getBeansOfType(HandlerMapping.class).values()) {
            if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
                for (var info : methods.getHandlerMethods().keySet()) {
                    for (var path : info.getPatternValues()) {
                        var verbs = info.getMethodsCondition().getMethods();
                        for (var verb : verbs.isEmpty() ? Set.of(RequestMethod.GET) : verbs) {
                            add(verb + " " + path);
                        }
                    }
                }
            } else if (mapping instanceof RouterFunctionMapping functions) {
                if (functions.getRouterFunction() != null) {
                    throw new AssertionError("Routes as functions are not listed here: teach this class to.");
                }
            } else if (mapping instanceof AbstractUrlHandlerMapping urls) {
                // files under /** and /webjars/**, see files()
                for (var path : urls.getHandlerMap().keySet()) {
                    if (!Set.of("/**", "/webjars/**", "/favicon.ico").contains(path) && !path.startsWith("/camunda")) {
                        add("GET " + path);
                    }
                }
            } else if (!mapping.getClass().getName().startsWith("org.springframework.boot.")) {
                throw new AssertionError("A handler mapping that nobody has looked at: " + mapping);
            }
        }
    }

    /** One file stands for its folder. */
    private void files() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver();
        for (var root : List.of("static/", "public/", "resources/", "META-INF/resources/")) {
            for (var file : resolver.getResources("classpath*:" + root + "**/*.*")) {
                var url = file.getURL().toString();
                var path = url.substring(url.lastIndexOf("/" + root) + root.length());
                if (!path.contains("/META-INF/")) {
                    var served = path.replaceFirst("^/webjars/camunda/", "/camunda/");
                    found.putIfAbsent("GET " + folder(served) + "*", served);
                }
            }
        }
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private void resources() throws Exception {
        for (var servlet : servlets.getServletRegistrations().values()) {
            var name = servlet.getInitParameter("jakarta.ws.rs.Application");
            if (name == null) {
                if (!Set.of("dispatcherServlet", "default", "jsp").contains(servlet.getName())) {
                    throw new AssertionError("A servlet that nobody has looked at: " + servlet.getName());
                }
                continue;
            }
            var application =
                    (Application) Class.forName(name).getDeclaredConstructor().newInstance();
            for (var mapping : servlet.getMappings()) {
                for (var type : application.getClasses()) {
                    var resource = Resource.from(type, true);
                    if (resource != null && resource.getPath() != null) {
                        walk(mapping.replaceFirst("/\\*$", ""), resource, new HashSet<>());
                    }
                }
            }
        }
    }

    private void walk(String base, Resource resource, Set<String> above) {
        var path = join(base, resource.getPath());
        for (var method : resource.getResourceMethods()) {
            add(method.getHttpMethod() + " " + path);
        }
        for (var child : resource.getChildResources()) {
            walk(path, child, above);
        }
        var locator = resource.getResourceLocator();
        if (locator != null) {
            follow(path, locator, above);
        }
    }

    private void follow(String path, ResourceMethod locator, Set<String> above) {
        var type = locator.getInvocable().getHandlingMethod().getReturnType();
        if (!above.contains(type.getName() + path)) {
            var further = new HashSet<>(above);
            further.add(type.getName() + path);
            var resource = Resource.from(type, true);
            if (resource == null) {
                throw new AssertionError("A sub-resource that cannot be read: " + path + " " + type);
            }
            // what a locator answers has its place from the locator, whatever path its class names
            for (var method : resource.getResourceMethods()) {
                add(method.getHttpMethod() + " " + path);
            }
            for (var child : resource.getChildResources()) {
                walk(path, child, further);
            }
            if (resource.getResourceLocator() != null) {
                follow(path, resource.getResourceLocator(), further);
            }
        }
    }

    private static String join(String base, String path) {
        var joined = path == null || path.isEmpty() || path.equals("/") ? base : base + "/" + path;
        return joined.replaceAll("//+", "/")
                .replaceAll("\\{\\s*([a-zA-Z-]+)\\s*:[^/]*}", "{$1}")
                .replaceAll("(.)/$", "$1");
    }
}
