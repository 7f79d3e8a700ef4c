package org.dawra.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Speaks to the server as Tasklist does: one login, the web apps' own token, their REST paths. */
class TasklistClient {

    private static final Pattern OUR_TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    TasklistClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Logs in through our page and opens Tasklist, which hands out its token. */
    TasklistClient login(String user, String password) throws IOException, InterruptedException {
        var page = get("/login").body();
        var token = OUR_TOKEN.matcher(page);
        if (!token.find()) {
            throw new IllegalStateException("no form token on /login");
        }
        var form = "user=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + encode(token.group(1));
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new IllegalStateException("login of " + user + " answered " + answer.statusCode());
        }
        get("/camunda/app/tasklist/default/");
        return this;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Completes a task as Tasklist's forms do. */
    HttpResponse<String> submit(String task, Map<String, Object> fields) throws IOException, InterruptedException {
        return post(ENGINE + "/task/" + task + "/submit-form", variables(fields), true);
    }

    /** Completes a task as the REST API's other path does. */
    HttpResponse<String> complete(String task, Map<String, Object> fields) throws IOException, InterruptedException {
        return post(ENGINE + "/task/" + task + "/complete", variables(fields), true);
    }

    /** Keeps a draft as Tasklist's forms do. */
    HttpResponse<String> draft(String task, Map<String, Object> fields, boolean withToken)
            throws IOException, InterruptedException {
        return send("PUT", ENGINE + "/task/" + task + "/draft", variables(fields), withToken);
    }

    /** Posts without the web apps' token. */
    HttpResponse<String> submitWithoutToken(String task) throws IOException, InterruptedException {
        return post(ENGINE + "/task/" + task + "/submit-form", variables(Map.of()), false);
    }

    /** What the form of the task shows. */
    HttpResponse<String> facts(String task) throws IOException, InterruptedException {
        return get(ENGINE + "/task/" + task + "/form-variables");
    }

    HttpResponse<String> post(String path, Object body, boolean withToken) throws IOException, InterruptedException {
        return send("POST", path, body, withToken);
    }

    private HttpResponse<String> send(String method, String path, Object body, boolean withToken)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (withToken) {
            cookies.getCookieStore().getCookies().stream()
                    .filter(c -> c.getName().equals("XSRF-TOKEN"))
                    .findFirst()
                    .ifPresent(c -> request.header("X-XSRF-TOKEN", c.getValue()));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Object> variables(Map<String, Object> fields) {
        var variables = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return Map.of("variables", variables);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
