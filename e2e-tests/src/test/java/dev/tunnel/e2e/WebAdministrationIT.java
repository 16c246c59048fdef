package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Api;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Console;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Stack;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What an administrator does in the web admin to other people and their accounts, and what those
/// notice of it.
@TestInstance(Lifecycle.PER_CLASS)
class WebAdministrationIT {
    private static final String EMAIL = "admin@example.com";
    private static final String PASSWORD = "a few words in a row";

    private Stack stack;
    private Browser browser;
    private Console console;

    @BeforeAll
    void start() {
        assumeTrue(Command.installed("chromium"));
        stack = Stack.start("web-administration");
        Map<String, String> first = Map.of("email", EMAIL, "password", stack.keepSecret(PASSWORD));
        stack.api().post("/auth/signup", first).expect(201);
        browser = Browser.open();
        console = new Console(browser.page(), stack.platformUrl());
        console.logIn(EMAIL, PASSWORD).sees("Overview");
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
            stack.close();
        }
    }

    @Test
    void peopleAndAccountsAreFoundByAPartOfTheirName() {
        String email = stack.signUp("grace").email();
        console.at("/admin/users").fill("Search by email or name", "GRACE");
        assertThat(console.row(EMAIL)).hasCount(0);
        assertThat(console.row(email)).isVisible();
        assertThat(console.page()).hasURL(Pattern.compile("q=GRACE"));
        console.fill("Search by email or name", "nobody at all").sees("No user found");

        console.at("/admin/accounts?q=grace");
        assertThat(console.row(email)).isVisible();
        assertThat(console.row(EMAIL)).hasCount(0);
        console.fill("Search by name", "");
        assertThat(console.row(EMAIL)).isVisible();
    }

    @Test
    void limitsOfAPersonAndOfAnAccountHoldAtOnce() {
        Account person = stack.signUp("limited");
        String name = person.email();
        console.at("/admin/users").act(name, "Limits").fill("Reserved subdomains", "many");
        console.answer("Save limits").sees("Enter a whole number, or nothing.");
        console.fill("Reserved subdomains", "1").answer("Save limits");
        console.sees("The limits of " + name + " are set.");
        person.reserve(stack.newName("one"));
        assertThat(reserve(person, stack.newName("two")).code()).isEqualTo("limit_reached");

        console.at("/admin/accounts").act(name, "Limits");
        assertThat(field("Reserved subdomains")).hasValue("1");
        console.fill("Reserved subdomains", "").fill("Authtokens", "1").answer("Save limits");
        console.sees("The limits of " + name + " are set.");
        assertThat(reserve(person, stack.newName("two")).status()).isEqualTo(201);
        Map<String, String> another = Map.of("name", "another");
        assertThat(person.api().post("/authtokens", another).code()).isEqualTo("limit_reached");
        console.act(name, "Limits");
        assertThat(field("Authtokens")).hasValue("1");
        assertThat(field("Reserved subdomains")).hasValue("");
        console.answer("Cancel");
    }

    @Test
    void aSuspendedAccountServesNobodyUntilItIsActiveAgain() {
        Account person = stack.signUp("paused");
        String name = person.email();
        try (WebService service = WebService.start("paused");
                Agent agent = person.machine().start("http", service.target());
                Browser other = Browser.open()) {
            agent.publicUrl("http");
            console.at("/admin/accounts").act(name, "Suspend").answer("Suspend");
            console.sees(name + " is suspended.");
            assertThat(console.row(name)).containsText("Suspended");
            assertThat(agent.awaitExit()).isEqualTo(3);
            assertThat(person.api().get("/tunnels").code()).isEqualTo("account_suspended");
            Console theirs = new Console(other.page(), stack.platformUrl());
            theirs.logIn(person).sees("This account is suspended.");

            console.act(name, "End suspension").sees(name + " is active again.");
            assertThat(console.row(name)).containsText("Active");
            theirs.press("Log in").sees("Overview");
            try (Agent again = person.machine().start("http", service.target())) {
                assertThat(theirs.link(again.publicUrl("http").toString())).isVisible();
            }
        }
    }

    @Test
    void aForbiddenNameIsRefusedUntilItIsAllowedAgain() {
        Account person = stack.signUp("namer");
        console.at("/admin/settings").fill("One name per line", "bank\nnot_a_name");
        names("Save").click();
        console.sees("“not_a_name” is not a subdomain");
        console.fill("One name per line", "bank\nlottery");
        names("Save").click();
        console.sees("Saved.");
        assertThat(reserve(person, "lottery").code()).isEqualTo("name_forbidden");

        console.at("/admin/settings");
        assertThat(field("One name per line")).hasValue("bank\nlottery");
        console.fill("One name per line", "bank");
        names("Save").click();
        console.sees("Saved.");
        assertThat(reserve(person, "lottery").status()).isEqualTo(201);
        assertThat(reserve(person, "bank").code()).isEqualTo("name_forbidden");
    }

    @Test
    void somebodyElsesTunnelIsClosedAndTheyCanReadWhoDidIt() {
        Account person = stack.signUp("busy");
        try (WebService service = WebService.start("busy");
                Visitor visitor = new Visitor();
                Agent agent = person.machine().start("http", service.target())) {
            URI url = agent.publicUrl("http");
            assertThat(visitor.get(url).statusCode()).isEqualTo(200);
            console.at("/admin/tunnels");
            assertThat(console.row(url.toString())).containsText(person.email());
            console.press("Close " + url).answer("Close tunnel").sees(url + " is closed.");
            assertThat(agent.awaitExit()).isEqualTo(4);
            await().ignoreExceptions().until(() -> visitor.get(url).statusCode() == 404);
        }
        console.at("/admin/audit?kind=tunnel").sees("Tunnel closed by an administrator");
        try (Browser other = Browser.open()) {
            Console theirs = new Console(other.page(), stack.platformUrl());
            theirs.logIn(person).sees("Overview");
            theirs.go("Activity").sees("Tunnel closed by an administrator").sees(EMAIL);
            assertThat(other.complaints()).isEmpty();
        }
    }

    @Test
    void aPersonWhoForgotThePasswordSetsAnotherWithALink() {
        Account person = stack.signUp("forgetful");
        console.at("/admin/users").act(person.email(), "Password link");
        URI link = URI.create(console.dialog().locator("code").first().innerText().strip());
        console.answer("Done");
        try (Browser other = Browser.open()) {
            Console theirs = new Console(other.page(), stack.platformUrl());
            theirs.at(link.getPath() + "#" + link.getFragment());
            theirs.fill("New password", stack.keepSecret("words that are new"));
            theirs.press("Set the password").sees("Your password is set.");
            assertThat(person.api().get("/me").status()).isEqualTo(401);
            theirs.link("Log in").click();
            theirs.fill("Email", person.email()).fill("Password", "words that are new");
            theirs.press("Log in").sees("Overview");
            assertThat(other.complaints()).isEmpty();
        }
        Api.Answer again =
                stack.api()
                        .post(
                                "/auth/password-reset/confirm",
                                Map.of("token", link.getFragment(), "password", "yet other words"));
        assertThat(again.code()).isEqualTo("link_invalid");
    }

    @Test
    void anAdministratorIsMadeAndUnmadeAndAUserDeleted() {
        Account person = stack.signUp("deputy");
        String name = person.email();
        console.at("/admin/users").act(name, "Make administrator");
        console.answer("Make administrator").sees("The role of " + name + " is changed.");
        assertThat(console.row(name)).containsText("Administrator");
        assertThat(person.api().get("/admin/users").status()).isEqualTo(200);
        console.act(name, "Take administrator role away").answer("Take administrator role away");
        assertThat(console.row(name)).not().containsText("Administrator");
        assertThat(person.api().get("/admin/users").status()).isEqualTo(403);

        console.act(name, "Delete").answer("Delete user").sees(name + " is deleted.");
        assertThat(console.row(name)).hasCount(0);
        assertThat(person.api().get("/me").status()).isEqualTo(401);
        console.at("/admin/audit").sees("User deleted");
        assertThat(console.page().locator("tbody th > div > code")).hasCount(0);
    }

    private Api.Answer reserve(Account person, String name) {
        return person.api().post("/reserved-subdomains", Map.of("name", name));
    }

    private Locator field(String label) {
        return console.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /// A button of the form of forbidden names, which is one of several on its page.
    private Locator names(String button) {
        Locator form =
                console.page()
                        .locator("form")
                        .filter(new Locator.FilterOptions().setHas(field("One name per line")));
        return form.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }
}
