package dev.tunnel.e2e.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tunnel.e2e.stack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The web admin in a browser, in the words of somebody who uses it.
public final class Console {
    private static final Path AXE =
            Checkout.root().resolve("web-admin/node_modules/axe-core/axe.min.js");
    private static final String SERIOUS =
            """
            () => axe.run(document).then(({ violations }) => violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))
            """;

    private final Page page;
    private final String url;

    public Console(Page page, String url) {
        this.page = page;
        this.url = url;
    }

    public Page page() {
        return page;
    }

    /// Opens a page by its address and waits for what it shows.
    public Console at(String path) {
        page.navigate(url + path);
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.getByText("Loading…")).hasCount(0);
        return this;
    }

    /// Answers the greeting of an empty server.
    public Console createAdministrator(String email, String password) {
        return fill("Email", email).fill("Password", password).press("Create the administrator");
    }

    /// Logs in, where nobody is.
    public Console logIn(Account person) {
        return logIn(person.email(), person.password());
    }

    public Console logIn(String email, String password) {
        return at("/login").fill("Email", email).fill("Password", password).press("Log in");
    }

    /// Opens a page from the navigation.
    public Console go(String title) {
        page.getByRole(AriaRole.NAVIGATION)
                .first()
                .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(title).setExact(true))
                .click();
        assertThat(heading(title)).isVisible();
        return this;
    }

    public Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// A figure by what it counts.
    public Locator figure(String label) {
        return page.locator("dt:text-is('%s') + dd".formatted(label));
    }

    /// A row of which a part is enough.
    public Locator row(String part) {
        return page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(part)).first();
    }

    public Console press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
        return this;
    }

    /// Chooses from what can be done with the row of that name.
    public Console act(String name, String item) {
        return press("More actions for " + name).choose(item);
    }

    /// Chooses from the menu that is open.
    public Console choose(String item) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
        return this;
    }

    /// Fills in a field of the dialog that is open, or of the page.
    public Console fill(String label, String value) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(value);
        return this;
    }

    /// Presses a button of the dialog that is open.
    public Console answer(String button) {
        dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    public Locator dialog() {
        return page.locator("[role=dialog], [role=alertdialog]");
    }

    /// Waits for a text somewhere on the page.
    public Console sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
        return this;
    }

    /// Keeps a picture of the page: all of it, or the window where a dialog is open.
    public Console picture(String look, String path) {
        String name = "page" + path.replaceFirst("^/tunnels/.*", "/tunnel");
        if (dialog().count() > 0) {
            Pictures.window(page, look, name);
        } else {
            Pictures.whole(page, look, name);
        }
        return this;
    }

    /// What axe finds wrong and calls serious or critical.
    @SuppressWarnings("unchecked")
    public List<String> seriousFindings() {
        page.evaluate(read(AXE));
        return (List<String>) page.evaluate(SERIOUS);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
