package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.SharedStack;
import dev.tunnel.e2e.stack.Stack;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A newcomer in a browser, from the sign-up page to a live tunnel and its end.
@ExtendWith(SharedStack.class)
class WebAdminIT {
    private final Stack stack;

    WebAdminIT(Stack stack) {
        this.stack = stack;
        stack.signUp("somebody-before"); // the first account is greeted differently
    }

    @Test
    void aNewcomerSignsUpConnectsAMachineAndWatchesOverItsTunnels() {
        assumeTrue(Command.installed("chromium"));
        try (Browser browser = Browser.open();
                WebService service = WebService.start("laptop")) {
            Page page = browser.page();
            signUp(page);
            AgentHome machine = AgentHome.create(stack);
            connect(machine, createAuthtoken(browser, "laptop"));
            String name = stack.newName("browser");
            reserve(page, name);

            try (Agent agent = machine.start("http", service.target(), "--subdomain", name)) {
                String url = agent.publicUrl("http").toString();
                openPage(page, "Tunnels");
                assertThat(link(page, url)).isVisible();
                closeTunnel(page, url);
            }
            try (Agent agent = machine.start("http", service.target())) {
                assertThat(link(page, agent.publicUrl("http").toString())).isVisible();
                revoke(page, "laptop");
                assertThat(agent.awaitExit()).isEqualTo(3);
            }
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void thePublicUrlShowsTheLocalServiceInTheBrowser() {
        assumeTrue(Command.installed("chromium"));
        try (Browser browser = Browser.open();
                WebService service = WebService.start("laptop");
                Agent agent = stack.signUp("browser").machine().start("http", service.target())) {
            browser.page().navigate(agent.publicUrl("http").toString());

            assertThat(browser.page().getByText(service.greeting())).isVisible();
        }
    }

    private void signUp(Page page) {
        page.navigate(stack.platformUrl() + "/");
        page.getByRole(AriaRole.LINK, named("Sign up")).click();
        // The login page, which has fields of these names too, stays until the next one is there.
        assertThat(page.getByRole(AriaRole.HEADING, heading("Create your account"))).isVisible();
        page.getByLabel("Email").fill(stack.newName("newcomer") + "@example.com");
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(stack.keepSecret("a few words in a row"));
        button(page, "Sign up").click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("Overview"))).isVisible();
    }

    /// Returns the command that the page offers to copy.
    private static String createAuthtoken(Browser browser, String name) {
        Page page = browser.page();
        openPage(page, "Authtokens");
        button(page, "Create authtoken").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill(name);
        button(dialog, "Create authtoken").click();
        button(dialog, "Copy Command").click();
        assertThat(dialog.getByText("Copied").first()).isAttached();
        String command = browser.clipboard();
        button(dialog, "Done").click();
        assertThat(page.getByRole(AriaRole.ROW, row(name))).isVisible();
        return command;
    }

    /// Pastes `tunnel authtoken TOKEN --server URL` into a shell, so to speak.
    private void connect(AgentHome machine, String command) {
        assertThat(command)
                .matches(
                        "tunnel authtoken tt_\\S{43} --server "
                                + Pattern.quote(stack.platformUrl()));
        String[] words = command.split(" ");
        stack.keepSecret(words[2]);
        machine.run(words[1], words[2], words[3], words[4]).expectSuccess();
    }

    private static void reserve(Page page, String name) {
        openPage(page, "Reserved subdomains");
        button(page, "Reserve subdomain").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill(name);
        button(dialog, "Reserve subdomain").click();
        assertThat(page.getByRole(AriaRole.ROW, row(name))).isVisible();
    }

    private static void closeTunnel(Page page, String url) {
        button(page, "Close " + url).click();
        button(page.getByRole(AriaRole.ALERTDIALOG), "Close tunnel").click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("No live tunnels"))).isVisible();
    }

    private static void revoke(Page page, String name) {
        openPage(page, "Authtokens");
        button(page, "Revoke " + name).click();
        button(page.getByRole(AriaRole.ALERTDIALOG), "Revoke").click();
        assertThat(page.getByRole(AriaRole.HEADING, heading("No authtokens yet"))).isVisible();
    }

    private static void openPage(Page page, String title) {
        Locator navigation = page.getByRole(AriaRole.NAVIGATION).first();
        navigation
                .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(title).setExact(true))
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, heading(title))).isVisible();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
    }

    private static Locator button(Locator inside, String name) {
        return inside.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, named(name).setExact(true));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Page.GetByRoleOptions heading(String name) {
        return named(name).setExact(true);
    }

    private static Page.GetByRoleOptions row(String name) {
        return named(name); // a part of the row is enough
    }
}
