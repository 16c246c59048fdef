package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tunnel.e2e.client.Api;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Console;
import dev.tunnel.e2e.client.HostileTexts;
import dev.tunnel.e2e.client.Pages;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/// The web admin from an empty server on, in the order in which its administrator meets it: one
/// stack, one browser, one login.
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class WebConsoleIT {
    private static final String EMAIL = "admin@example.com";
    private static final String PASSWORD = "a few words in a row";

    private Stack stack;
    private Browser browser;
    private Console console;

    @BeforeAll
    void start() {
        assumeTrue(Command.installed("chromium"));
        stack = Stack.start("web-console");
        stack.keepSecret(PASSWORD);
        browser = Browser.open();
        console = new Console(browser.page(), stack.platformUrl());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            stack.close();
        }
    }

    @Test
    @Order(1)
    void anEmptyServerGreetsItsAdministratorAndNoticesTheFirstTunnel() {
        console.at("/").sees("Welcome to your tunnel server");
        console.createAdministrator(EMAIL, PASSWORD);
        console.sees("Open your first tunnel").sees("Waiting for your tunnel…");
        console.press("Create an authtoken").fill("Name", "laptop").answer("Create authtoken");
        String command = console.dialog().locator("code").first().innerText();
        console.answer("Done");

        try (WebService service = WebService.start("first");
                Agent agent = machine(command).start("http", service.target())) {
            String url = agent.publicUrl("http").toString();
            assertThat(console.link(url)).isVisible();
            assertThat(console.heading("What to do next")).isVisible();
        }
    }

    @Test
    @Order(2)
    void aTunnelsPageShowsWhatItCarriedAndClosesIt() {
        JsonNode made = api().post("/authtokens", Map.of("name", "charts")).expect(201);
        AgentHome machine =
                AgentHome.create(stack).login(stack.keepSecret(made.get("token").asText()));
        try (WebService service = WebService.start("charts");
                Visitor visitor = new Visitor();
                Agent agent = machine.start("http", service.target())) {
            URI url = agent.publicUrl("http");
            for (int i = 0; i < 5; i++) {
                visitor.get(url);
            }
            console.go("Tunnels");
            browser.page().getByLabel("Details of " + url).click();
            assertThat(console.heading(url.toString())).isVisible();
            assertThat(browser.page().getByText("2xx").first()).isVisible();
            assertThat(browser.page().locator("canvas").first()).isVisible();
            browser.page().getByLabel("Range").selectOption("week");
            assertThat(browser.page()).hasURL(Pattern.compile("range=week"));
            console.press("Close tunnel").answer("Close tunnel");
            console.sees("Ended: it was closed here");
        }
    }

    @Test
    @Order(3)
    void namesPortsAndKeysComeAndGo() {
        console.go("Reserved subdomains").press("Reserve subdomain").fill("Name", "mine");
        console.answer("Reserve subdomain").sees("mine.localhost is yours.");
        console.go("Domains").press("Add domain").fill("Hostname", "app.tunnel.test");
        console.answer("Add domain");
        assertThat(console.dialog().getByText("CNAME").first()).isVisible();
        console.answer("Done");
        assertThat(console.row("app.tunnel.test")).containsText("Waiting for DNS");
        console.go("TCP addresses").press("Reserve TCP address").answer("Reserve TCP address");
        assertThat(console.page().locator("tbody code").first()).containsText(":");

        console.go("API keys").press("Create API key").fill("Name", "script");
        browser.page().getByLabel("Read only").check();
        console.answer("Create API key");
        String key = stack.keepSecret(console.dialog().locator("code").first().innerText());
        console.answer("Done");
        assertThat(stack.api().as(key).get("/reserved-subdomains").status()).isEqualTo(200);
        assertThat(stack.api().as(key).post("/authtokens", Map.of("name", "no")).status())
                .isEqualTo(403);
        console.press("Revoke script").answer("Revoke").sees("No API keys yet");
        assertThat(stack.api().as(key).get("/reserved-subdomains").status()).isEqualTo(401);
    }

    @Test
    @Order(4)
    void anInvitedPersonJoinsTheAccount() {
        console.go("Members").press("Invite").fill("Email", "guest@example.com");
        console.answer("Send the invitation");
        String link = console.dialog().locator("code").first().innerText();
        console.answer("Done").sees("guest@example.com");
        String path = URI.create(link).getPath() + "#" + URI.create(link).getFragment();
        try (Browser other = Browser.open()) {
            Console guest = new Console(other.page(), stack.platformUrl());
            guest.at(path).sees("as Member").fill("Password", PASSWORD);
            guest.press("Create an account to join").sees("Overview");
            assertThat(other.complaints()).isEmpty();
        }
        console.at("/members");
        assertThat(console.row("guest@example.com")).isVisible();
        console.go("Activity").sees("invitation.accepted");
    }

    @Test
    @Order(5)
    void anAdministratorManagesUsersSettingsAndReadsWhatHappened() {
        console.go("Users").press("Create user").fill("Email", "someone@example.com");
        console.fill("Password", PASSWORD).answer("Create user").sees("someone@example.com");
        console.press("More actions for someone@example.com").choose("Suspend");
        console.answer("Suspend").sees("someone@example.com is suspended.");
        Map<String, String> theirs = Map.of("email", "someone@example.com", "password", PASSWORD);
        assertThat(stack.api().post("/auth/login", theirs).status()).isEqualTo(403);

        console.go("Settings");
        browser.page().getByLabel("By invitation").check();
        console.press("Save").sees("Saved.");
        Map<String, String> stranger = Map.of("email", "x@example.com", "password", PASSWORD);
        assertThat(stack.api().post("/auth/signup", stranger).code())
                .isEqualTo("invitation_required");

        console.go("Audit log");
        browser.page().getByLabel("Kind").selectOption("user");
        console.press("Apply").sees("user.suspended");
        assertThat(browser.page()).hasURL(Pattern.compile("kind=user"));
        String csv =
                browser.page()
                        .waitForDownload(() -> console.press("Export CSV"))
                        .suggestedFilename();
        assertThat(csv).isEqualTo("audit.csv");
    }

    @Test
    @Order(6)
    void anAdministratorRegistersAnEdgeAndChangesItsKey() {
        console.go("Edges");
        assertThat(console.row("edge-1")).containsText("Up");
        console.press("Register edge").fill("Name", "spare").answer("Register edge");
        console.sees("The key of spare");
        String first = stack.keepSecret(console.dialog().locator("code").first().innerText());
        console.answer("Done");
        assertThat(console.row("spare")).containsText("Never seen");
        console.press("More actions for spare").choose("New key").answer("New key");
        console.sees("The key of spare");
        String second = stack.keepSecret(console.dialog().locator("code").first().innerText());
        assertThat(second).startsWith("te_").isNotEqualTo(first);
        console.answer("Done").sees("Previous key good until");
        assertThat(heartbeat(first)).isNotEqualTo(401);
        assertThat(heartbeat(second)).isNotEqualTo(401);
        console.press("More actions for spare").choose("Revoke").answer("Revoke");
        console.sees("spare is revoked.");
        assertThat(heartbeat(second)).isEqualTo(401);
    }

    @Test
    @Order(7)
    void aServerThatGoesAwayLosesNoTypedTextAndComesBackByItself() {
        console.go("Reserved subdomains").press("Reserve subdomain").fill("Name", "kept");
        stack.killPlatform();
        console.answer("Reserve subdomain").sees("Nothing was lost: try again in a moment.");
        stack.startPlatform();
        assertThat(console.dialog().locator("input[name=name]")).hasValue("kept");
        console.answer("Reserve subdomain").sees("kept.localhost is yours.");
    }

    @Test
    @Order(8)
    void everyPageIsAccessibleAndRunsNothingThatSomebodyTyped() {
        Map<String, String> credentials = Map.of("email", EMAIL, "password", PASSWORD);
        List<String> pages =
                new ArrayList<>(
                        new HostileTexts(api(), stack.platformUrl())
                                .spread(stack.api(), credentials));
        pages.addAll(Pages.all());
        Page page = browser.page();
        for (String path : pages) {
            console.at(path).picture("console", path);
            assertThat(console.seriousFindings()).as(path).isEmpty();
            assertThat(HostileTexts.leftBehind(page)).as(path).isEmpty();
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        for (String path : List.of("/", "/authtokens", "/admin/users", "/admin/audit")) {
            console.at(path).picture("console-dark", path);
            assertThat(console.seriousFindings()).as("dark " + path).isEmpty();
        }
    }

    @Test
    @Order(9)
    void theConsoleSpeaksChineseAndFollowsTheKeyboard() {
        Page page = browser.page();
        console.at("/admin/edges?new=1");
        assertThat(console.dialog().locator("input[name=name]")).isFocused();
        console.at("/admin/audit");
        assertThat(console.link("Audit log")).isInViewport();
        console.at("/");
        page.keyboard().press("Control+k");
        page.getByRole(AriaRole.COMBOBOX).fill("简体");
        page.keyboard().press("Enter");
        assertThat(console.heading("概览")).isVisible();
        page.keyboard().press("Control+k");
        page.getByRole(AriaRole.COMBOBOX).fill("审计");
        page.keyboard().press("Enter");
        assertThat(console.heading("审计日志")).isVisible();
        assertThat(browser.complaints().stream().filter(text -> !text.contains("Failed to load")))
                .isEmpty();
    }

    @Test
    @Order(10)
    void anAdministratorDrainsAnEdge() {
        browser.page().evaluate("() => localStorage.removeItem('tunnel.language')");
        console.at("/admin/edges");
        console.row("edge-1")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Drain"))
                .click();
        console.answer("Drain").sees("edge-1 is draining.");
        assertThat(console.row("edge-1")).containsText(Pattern.compile("Draining|Down"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !stack.edge().isRunning());
    }

    private int heartbeat(String key) {
        Map<String, ?> nothing = Map.of("sessions", List.of(), "tunnels", List.of());
        return Api.ofEdges(stack.platformUrl(), key).post("/heartbeat", nothing).status();
    }

    private AgentHome machine(String command) {
        String[] words = command.replace("$ ", "").split("\\s+");
        stack.keepSecret(words[2]);
        AgentHome machine = AgentHome.create(stack);
        machine.run(words[1], words[2], words[3], words[4]).expectSuccess();
        return machine;
    }

    /// The API as the administrator.
    private Api api() {
        return stack.logIn(EMAIL, PASSWORD);
    }
}
