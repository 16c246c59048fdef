package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.service.ShowService;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebSocketEcho;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Checkout;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The inspector's page in a browser, beside a tunnel that visitors use.
@ExtendWith(SharedStack.class)
class InspectorPageIT {
    private final Stack stack;
    private final HttpClient visitor = HttpClient.newHttpClient();

    InspectorPageIT(Stack stack) {
        this.stack = stack;
    }

    private void visit(URI url, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Cookie", "session=topsecret")
                        .header("Authorization", "Bearer topsecret");
        if (body.length > 0) {
            request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        }
        visitor.send(request.build(), BodyHandlers.discarding());
    }

    @Test
    void showsWhatVisitorsSendAndSendsItOnceMore() throws Exception {
        assumeTrue(Command.installed("chromium"));
        try (ShowService service = ShowService.start();
                Agent agent = stack.signUp("inspect").machine().start("http", service.target());
                Browser browser = Browser.open()) {
            URI url = agent.publicUrl("http");
            Page page = browser.page();
            page.navigate(agent.inspectorUrl() + "/");
            assertThat(page.getByText("No requests yet.")).isVisible();

            visit(url, "/json?page=2", "application/json", "{\"hello\":[1,2]}".getBytes(US_ASCII));
            visit(url, "/missing", "", new byte[0]);
            visit(url, "/image.png", "", new byte[0]);
            visit(
                    url,
                    "/form",
                    "application/x-www-form-urlencoded",
                    "a=1&b=two".getBytes(US_ASCII));
            assertThat(rows(page)).hasCount(4);

            filters(page);
            details(page);
            replays(page, service);
            comparesAndCopies(browser);
            exports(page);
            pausesAndClears(page, url);
            assertThat(page.content()).doesNotContain("topsecret");
            assertThat(browser.complaints()).isEmpty();
            assertThat(service.requests())
                    .filteredOn(line -> line.startsWith("POST /json"))
                    .hasSize(2)
                    .allMatch(line -> line.contains("session=topsecret"));
        }
    }

    private static void filters(Page page) {
        Locator search = page.getByRole(AriaRole.SEARCHBOX, named("Search"));
        search.fill("json");
        assertThat(rows(page)).hasCount(1);
        search.fill("");
        page.getByLabel("Status").selectOption("4xx");
        assertThat(rows(page)).hasCount(1);
        page.getByLabel("Status").selectOption("");
        page.getByLabel("Method").selectOption("POST");
        assertThat(rows(page)).hasCount(2);
        page.getByLabel("Method").selectOption("");
    }

    private static void details(Page page) {
        row(page, "/json").click();
        tab(page, "Request");
        assertThat(page.getByText("\"hello\"")).isVisible();
        assertThat(page.getByRole(AriaRole.ROW, named("page 2"))).isVisible();
        assertThat(page.getByRole(AriaRole.ROW, named("Cookie"))).containsText("••••••");
        page.getByRole(AriaRole.BUTTON, named("Hex")).click();
        assertThat(page.getByText("00000000  7b 22 68 65")).isVisible();
        tab(page, "Timing");
        assertThat(page.getByRole(AriaRole.ROW, named("Local service"))).isVisible();

        row(page, "/form").click();
        tab(page, "Request");
        assertThat(page.getByRole(AriaRole.ROW, named("b two"))).isVisible();

        row(page, "/image.png").click();
        tab(page, "Response");
        Locator image = page.getByRole(AriaRole.IMG, named("The body"));
        assertThat(image).isVisible();
        assertThat(image.evaluate("image => image.naturalWidth")).isEqualTo(2);
    }

    private static void replays(Page page, ShowService service) {
        row(page, "/json").click();
        page.getByRole(AriaRole.BUTTON, named("Replay").setExact(true)).click();
        assertThat(rows(page)).hasCount(5);

        row(page, "/form").click();
        page.getByRole(AriaRole.BUTTON, named("Edit and replay")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Method").fill("PUT");
        dialog.getByLabel("Path").fill("/edited");
        dialog.getByLabel("Body").fill("changed");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay")).click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("PUT /edited"))).isVisible();
        assertThat(service.requests())
                .anyMatch(line ->
                        line.startsWith("PUT /edited session=topsecret")
                                && line.endsWith("changed"));
    }

    private static void comparesAndCopies(Browser browser) {
        Page page = browser.page();
        row(page, "/form").last().click();
        page.getByRole(AriaRole.BUTTON, named("Compare")).click();
        row(page, "/edited").click();
        Locator comparison =
                page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Comparison"));
        assertThat(comparison).containsText("− POST /form HTTP/1.1");
        assertThat(comparison).containsText("+ changed");
        page.keyboard().press("Escape");

        page.getByRole(AriaRole.BUTTON, named("Copy as curl")).click();
        assertThat(page.getByText("Copied the curl command.")).isVisible();
        assertThat(browser.clipboard())
                .startsWith("curl")
                .contains("-X PUT", "/edited", "Cookie: ••••••", "--data-raw changed");
    }

    private static void exports(Page page) throws IOException {
        Download download =
                page.waitForDownload(
                        () -> page.getByRole(AriaRole.BUTTON, named("Export HAR")).click());
        assertThat(download.suggestedFilename()).matches("tunnel-.*\\.har");
        assertThat(Files.readString(download.path()))
                .contains("\"version\": \"1.2\"", "/json?page=2", "\"status\": 404")
                .doesNotContain("topsecret");
    }

    private void pausesAndClears(Page page, URI url) throws IOException, InterruptedException {
        page.getByRole(AriaRole.BUTTON, named("Pause")).click();
        assertThat(page.getByText("Paused:")).isVisible();
        visit(url, "/unseen", "", new byte[0]);
        page.getByRole(AriaRole.BUTTON, named("Go on")).click();
        visit(url, "/seen", "", new byte[0]);
        assertThat(row(page, "/seen")).isVisible();
        assertThat(row(page, "/unseen")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, named("Clear")).click();
        assertThat(page.getByText("No requests yet.")).isVisible();
    }

    @Test
    void hasNoSeriousFindingOfAxeInLightAndDark() throws Exception {
        assumeTrue(Command.installed("chromium"));
        String axe =
                Files.readString(
                        Checkout.root().resolve("web-inspector/node_modules/axe-core/axe.min.js"));
        try (ShowService service = ShowService.start();
                Agent agent = stack.signUp("inspect").machine().start("http", service.target());
                Browser browser = Browser.open()) {
            Page page = browser.page();
            page.navigate(agent.inspectorUrl() + "/");
            visit(
                    agent.publicUrl("http"),
                    "/json?a=b",
                    "application/json",
                    "{\"a\":1}".getBytes(US_ASCII));
            visit(agent.publicUrl("http"), "/missing", "", new byte[0]);
            row(page, "/json").click();
            page.evaluate(axe);
            for (String theme : List.of("light", "dark")) {
                page.getByLabel("Theme").selectOption(theme);
                for (String tab : List.of("Response", "Request", "Timing")) {
                    tab(page, tab);
                    assertThat(serious(page)).as(theme + " " + tab).isEmpty();
                }
                page.getByRole(AriaRole.BUTTON, named("Edit and replay")).click();
                assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
                assertThat(serious(page)).as(theme + " dialog").isEmpty();
                page.keyboard().press("Escape");
                assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            }
        }
    }

    private static List<?> serious(Page page) {
        return (List<?>)
                page.evaluate(
                        """
                        async () => (await axe.run()).violations
                          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                          .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' '))
                        """);
    }

    @Test
    void showsFramesOfAWebSocketAndConnections() throws Exception {
        assumeTrue(Command.installed("chromium"));
        try (SocketService echo = WebSocketEcho.start();
                Agent agent = stack.signUp("inspect").machine().start("http", echo.target());
                Browser browser = Browser.open()) {
            URI url = agent.publicUrl("http");
            Page page = browser.page();
            page.navigate(agent.inspectorUrl() + "/");
            WebSocket socket =
                    visitor.newWebSocketBuilder()
                            .buildAsync(
                                    URI.create("ws://" + url.getAuthority() + "/socket"),
                                    new WebSocket.Listener() {})
                            .join();
            socket.sendText("a frame by hand", true).join();
            row(page, "/socket").click();
            assertThat(page.getByRole(AriaRole.TAB, named("Frames"))).isVisible();
            assertThat(page.getByText("a frame by hand").first()).isVisible();
            socket.sendText("another, live", true).join();
            assertThat(page.getByText("another, live").first()).isVisible();
            socket.abort();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void isUsableByKeyboardAlone() throws Exception {
        assumeTrue(Command.installed("chromium"));
        try (ShowService service = ShowService.start();
                Agent agent = stack.signUp("inspect").machine().start("http", service.target());
                Browser browser = Browser.open()) {
            Page page = browser.page();
            page.navigate(agent.inspectorUrl() + "/");
            visit(agent.publicUrl("http"), "/one", "", new byte[0]);
            visit(agent.publicUrl("http"), "/two", "", new byte[0]);
            assertThat(rows(page)).hasCount(2);
            for (String key : List.of("/", "o", "n", "e")) {
                page.keyboard().press(key);
            }
            assertThat(rows(page)).hasCount(1);
            tabTo(page, "/one");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, heading("GET /one"))).isVisible();
            page.keyboard().press("r");
            assertThat(page.getByText("replayed from here")).isVisible();
        }
    }

    private static void tabTo(Page page, String text) {
        for (int i = 0; i < 30; i++) {
            page.keyboard().press("Tab");
            Object focused = page.evaluate("document.activeElement.textContent");
            if (String.valueOf(focused).contains(text)) {
                return;
            }
        }
        throw new AssertionError("the tab key never comes to " + text);
    }

    @Test
    void anotherSiteNeitherReadsNorChangesAnything() throws Exception {
        assumeTrue(Command.installed("chromium"));
        try (ShowService service = ShowService.start();
                Agent agent = stack.signUp("inspect").machine().start("http", service.target());
                Browser browser = Browser.open()) {
            URI inspector = agent.inspectorUrl();
            Page page = browser.page();
            page.navigate(agent.publicUrl("http") + "/page"); // a tunnel's own page is another site
            String attempt =
                    """
                    async ([method, url, mode]) => {
                      try {
                        const response = await fetch(url, { method, mode, body: method === 'POST' ? '{}' : undefined });
                        return response.type === 'opaque' ? 'opaque' : 'read ' + response.status;
                      } catch (error) { return 'refused'; }
                    }
                    """;
            for (String path : List.of("/api/requests/http", "/api/inspector/entries", "/")) {
                assertThat(page.evaluate(attempt, List.of("GET", inspector + path, "cors")))
                        .isEqualTo("refused");
            }
            page.evaluate(attempt, List.of("POST", inspector + "/api/tunnels", "no-cors"));
            page.evaluate(attempt, List.of("POST", inspector + "/api/inspector/clear", "no-cors"));
            assertThat(
                            page.evaluate(
                                    "url => new Promise(done => { const s = new WebSocket(url);"
                                            + " s.onopen = () => done('open'); s.onerror = () =>"
                                            + " done('refused'); })",
                                    inspector.toString().replace("http", "ws")
                                            + "/api/inspector/live"))
                    .isEqualTo("refused");
            assertThat(
                            page.evaluate(
                                    "url => new Promise(done => { const s = new EventSource(url);"
                                            + " s.onopen = () => done('open'); s.onerror = () =>"
                                            + " done('refused'); })",
                                    inspector + "/api/inspector/live"))
                    .isEqualTo("refused");
            assertThat(
                            visitor.send(
                                            HttpRequest.newBuilder(
                                                            inspector.resolve("/api/requests/http"))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .contains("/page");
        }
    }

    private static Locator rows(Page page) {
        return page.locator("[data-entry]");
    }

    private static Locator row(Page page, String path) {
        return rows(page).filter(new Locator.FilterOptions().setHasText(path)).first();
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, named(name).setExact(true)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return named(name).setExact(true);
    }
}
