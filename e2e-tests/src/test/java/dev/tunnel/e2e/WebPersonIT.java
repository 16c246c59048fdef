package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Api;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Console;
import dev.tunnel.e2e.client.Pages;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a person does in the web admin with what is their own, and the pages that need no login.
@ExtendWith(SharedStack.class)
class WebPersonIT {
    /// How an edge's reports and the pages that show them may lag behind.
    private static final Duration REPORTED = Duration.ofSeconds(40);

    private final Stack stack;
    private final Account person;
    private Browser browser;
    private Console console;

    WebPersonIT(Stack stack) {
        this.stack = stack;
        this.person = stack.signUp("person");
    }

    @BeforeEach
    void open() {
        assumeTrue(Command.installed("chromium"));
        browser = Browser.open();
        console = new Console(browser.page(), stack.platformUrl());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aLoginElsewhereIsEndedFromTheList() {
        console.logIn(person).sees("Overview");
        console.go("Profile");
        Locator elsewhere = console.row("Java-http-client");
        assertThat(person.api().get("/me").status()).isEqualTo(200);
        elsewhere.getByRole(AriaRole.BUTTON).click();
        console.sees("That login has ended.");
        assertThat(elsewhere).hasCount(0);
        assertThat(person.api().get("/me").status()).isEqualTo(401);
        assertThat(console.row("This browser")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aChangedPasswordEndsWhatTheOldOneBegan() {
        console.logIn(person).sees("Overview");
        console.go("Profile").fill("Current password", "not the right one");
        console.fill("New password", stack.keepSecret("entirely other words"));
        console.press("Change password").sees("This is not your current password.");
        assertThat(field("New password")).hasValue("entirely other words");
        console.fill("Current password", person.password()).press("Change password");
        console.sees("Your password is changed, and your other logins have ended.");

        assertThat(person.api().get("/me").status()).isEqualTo(401);
        assertThat(console.row("Java-http-client")).hasCount(0);
        assertThat(logIn(person.password()).code()).isEqualTo("credentials_invalid");
        assertThat(logIn("entirely other words").status()).isEqualTo(200);
        console.go("Tunnels").sees("No live tunnels");
    }

    @Test
    void anAgentThatIsConnectedIsSeenAndDisconnected() {
        console.logIn(person).sees("Overview");
        console.go("Agents").sees("No agent is connected");
        try (WebService service = WebService.start("agent");
                Agent agent = person.machine().start("http", service.target())) {
            agent.publicUrl("http");
            console.at("/agents");
            Locator row = console.row("laptop");
            assertThat(row).containsText("edge-1");
            row.getByRole(AriaRole.BUTTON).click();
            assertThat(console.dialog()).containsText("Its 1 tunnel is closed.");
            console.answer("Disconnect").sees("is disconnected.");
            assertThat(agent.awaitExit()).isEqualTo(4);
        }
        console.sees("No agent is connected");
        console.press("Ended");
        assertThat(console.page()).hasURL(Pattern.compile("state=ended"));
        assertThat(console.row("laptop")).isVisible();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theUsagePageShowsWhatWasCarried() {
        int requests = 7;
        try (WebService service = WebService.start("usage");
                Visitor visitor = new Visitor();
                Agent agent = person.machine().start("http", service.target())) {
            URI bytes = agent.publicUrl("http").resolve("/bytes?300000");
            for (int i = 0; i < requests; i++) {
                assertThat(visitor.get(bytes).statusCode()).isEqualTo(200);
            }
            await().atMost(REPORTED).until(() -> person.usage().requests() == requests);
        }
        console.logIn(person).sees("Overview");
        console.go("Usage");
        assertThat(console.figure("Requests")).hasText(String.valueOf(requests));
        assertThat(console.figure("Traffic")).hasText("2.1 MB");
        assertThat(console.page().locator("canvas")).hasCount(3);
        console.page().getByLabel("Range").selectOption("hour");
        assertThat(console.page()).hasURL(Pattern.compile("range=hour"));
        assertThat(console.figure("Requests")).hasText(String.valueOf(requests));
        console.press("Show as a table");
        assertThat(console.page().locator("tbody tr").first()).isVisible();
        Download csv = console.page().waitForDownload(() -> console.press("Export CSV"));
        assertThat(csv.suggestedFilename()).isEqualTo("usage-hour.csv");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAnAccountIsCalledWhoIsInItAndWhatItKeepsCanBeChanged() {
        console.logIn(person).sees("Overview");
        console.go("Members").press("Rename the account").fill("Name of the account", "Workshop");
        console.answer("Save").sees("Who shares Workshop.");
        console.press("Invite").fill("Email", "late@example.com").answer("Send the invitation");
        String link = console.dialog().locator("code").first().innerText().strip();
        console.answer("Done").press("Take back the invitation of late@example.com");
        console.answer("Take back").sees("Nobody is invited at the moment.");
        Map<String, String> token = Map.of("token", URI.create(link).getFragment());
        assertThat(stack.api().post("/auth/invitation", token).code()).isEqualTo("link_invalid");

        String name = stack.newName("kept");
        person.reserve(name);
        console.go("Reserved subdomains").press("Edit " + name);
        console.fill("Description", "for the show").answer("Save");
        assertThat(console.row(name)).containsText("for the show");
        console.press("Delete " + name).answer("Delete reservation");
        console.sees("No reserved subdomains yet");
        stack.signUp("next").reserve(name);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void pagesWithoutALoginAreAccessibleInLightAndDark() {
        Map<String, String> guest = Map.of("email", "guest@example.com", "role", "viewer");
        JsonNode invited = person.api().post("/account/invitations", guest).expect(201);
        URI link = URI.create(invited.get("link").asText());
        List<String> pages = new ArrayList<>(Pages.OPEN);
        pages.add(link.getPath() + "#" + link.getFragment());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page.EmulateMediaOptions media = new Page.EmulateMediaOptions().setColorScheme(scheme);
            console.page().emulateMedia(media);
            for (String path : pages) {
                // A path that differs behind its # only would not be loaded again.
                console.page().navigate("about:blank");
                console.at(path).page().waitForLoadState(LoadState.NETWORKIDLE);
                assertThat(console.seriousFindings()).as(scheme + " " + path).isEmpty();
            }
        }
        console.at("/login").press("Log in").sees("Enter your email address.");
        assertThat(console.seriousFindings()).as("a form with errors").isEmpty();
    }

    @Test
    void aLinkThatIsTooOldLeadsOnward() {
        console.at("/invitation#nothing").sees("This invitation is used up");
        console.link("Log in").click();
        assertThat(console.page()).hasURL(Pattern.compile("/login$"));
        console.at("/reset-password#nothing").fill("New password", "words for nothing");
        console.press("Set the password").sees("This link is used up or too old.");
        console.link("Ask for another link").click();
        assertThat(console.heading("Forgot your password?")).isVisible();
        console.at("/verify-email#nothing").sees("This link is used up or too old.");
        console.logIn(person).sees("Overview");
        console.at("/invitation#nothing").link("Go to the overview").click();
        assertThat(console.link("Overview")).isVisible();
    }

    private Api.Answer logIn(String password) {
        return stack.api()
                .post("/auth/login", Map.of("email", person.email(), "password", password));
    }

    private Locator field(String label) {
        return console.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }
}
