package org.dawra.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser: keeps cookies, follows no redirect by itself. */
public final class Visitor {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public Visitor(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> opens(String path) {
        return send(request(path).header("Accept", "text/html").GET().build());
    }

    public HttpResponse<String> asks(String path) {
        return send(request(path).header("Accept", "application/json").GET().build());
    }

    /** Posts JSON as the web apps' scripts do, with their token. */
    public HttpResponse<String> calls(String method, String path, String json) {
        var request = request(path)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.build());
    }

    public HttpResponse<String> posts(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** The same as a stranger's page would send it: with the cookies and without the token. */
    HttpResponse<String> withoutToken(String method, String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /** Calls with a header that asks for another method. */
    HttpResponse<String> callsWith(String header, String value, String method, String path, String json) {
        var request = request(path)
                .header(header, value)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.build());
    }

    /** Calls with another type of body. */
    HttpResponse<String> callsAs(String type, String method, String path, String body) {
        var request =
                request(path).header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return send(request.build());
    }

    /** Opens whatever it is, as a browser does: a page, a file, a download. */
    public HttpResponse<String> browses(String path) {
        return send(request(path)
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .GET()
                .build());
    }

    /** Sends a form with nothing but our token. */
    HttpResponse<String> posts(String method, String path, String token) {
        var form = "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return send(request(path)
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    public HttpResponse<String> logsIn(String user, String password) {
        var token = csrf(opens("/login").body());
        return posts("/login", Map.of("user", user, "password", password, "_csrf", token));
    }

    public static String csrf(String page) {
        var found = CSRF.matcher(page);
        if (!found.find()) {
            throw new AssertionError("no form with a token on the page");
        }
        return found.group(1);
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Has this cookie, wherever it comes from. */
    void bears(String name, String text) {
        var cookie = new HttpCookie(name, text);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(base), cookie);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
