package dev.tunnel.e2e.client;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The system's Chromium with one page, driven by Playwright; remembers what the page complained
/// of.
public final class Browser implements AutoCloseable {
    /// What a page may take on a machine that does other things too.
    private static final double PATIENCE_MILLIS = 30_000;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Browser(Playwright playwright, BrowserContext context) {
        this.playwright = playwright;
        this.context = context;
        this.page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
    }

    public static Browser open() {
        Playwright playwright =
                Playwright.create(
                        new CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        LaunchOptions options =
                new LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
        BrowserContext context = playwright.chromium().launch(options).newContext();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return new Browser(playwright, context);
    }

    public Page page() {
        return page;
    }

    /// What was copied last.
    public String clipboard() {
        return (String) page.evaluate("() => navigator.clipboard.readText()");
    }

    /// Script errors, refused scripts and styles, failed requests: everything on the console's
    /// error level so far.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
        playwright.close();
    }
}
