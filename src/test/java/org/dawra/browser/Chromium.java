package org.dawra.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real browser, in Arabic unless told otherwise. Fails, never skips, when there is none. */
public final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    /** Starts the browser that {@code DAWRA_CHROMIUM} names, or Debian's. */
    public Chromium() {
        var program =
                Path.of(Optional.ofNullable(System.getenv("DAWRA_CHROMIUM")).orElse("/usr/bin/chromium"));
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("No browser at " + program + "; ./dawra test installs one.");
        }
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page of this size whose addresses are relative to {@code base}. */
    public Page page(String base, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, height)
                .setTimezoneId("UTC"));
        context.setDefaultTimeout(60_000);
        return context.newPage();
    }

    /** The same with scripts switched off. */
    public Page pageWithoutScripts(String base, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, height)
                .setJavaScriptEnabled(false)
                .setTimezoneId("UTC"));
        context.setDefaultTimeout(60_000);
        return context.newPage();
    }

    /** Logs in through our page. */
    public static void login(Page page, String user, String password) {
        page.navigate("/login?lang=ar");
        page.locator("input[name=user]").fill(user);
        page.locator("input[name=password]").fill(password);
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** Keeps a picture under {@code target/pictures}. */
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
