package dev.tunnel.e2e.client;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/// The dialogs of the web admin that need something to be there, none of them answered.
public final class Dialogs {
    /// A dialog: its page, how the name of the button that opens it begins, and what is then chosen
    /// from a menu, if it is one.
    public record Dialog(String path, String button, String item) {
        Dialog(String path, String button) {
            this(path, button, "");
        }

        /// Opens it.
        public void open(Console console) {
            Pattern begin = Pattern.compile("^" + button);
            console.at(path)
                    .page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(begin))
                    .first()
                    .click();
            if (!item.isEmpty()) {
                console.choose(item);
            }
            console.dialog().waitFor();
        }

        public String name() {
            return path + " " + (item.isEmpty() ? button : item);
        }
    }

    private static final String MENU = "More actions for ";

    public static final List<Dialog> ALL =
            List.of(
                    new Dialog("/tunnels", "Close http"),
                    new Dialog("/agents", "Disconnect "),
                    new Dialog("/authtokens", "Revoke "),
                    new Dialog("/api-keys", "Revoke "),
                    new Dialog("/reserved-subdomains", "Delete "),
                    new Dialog("/reserved-subdomains", "Edit "),
                    new Dialog("/domains", "Remove "),
                    new Dialog("/domains", "Show the DNS record "),
                    new Dialog("/tcp-addresses", "Give up "),
                    new Dialog("/members", "Take back "),
                    new Dialog("/members", "Rename "),
                    new Dialog("/profile", "Change email"),
                    new Dialog("/profile", "End all others"),
                    new Dialog("/admin/users", MENU, "Limits"),
                    new Dialog("/admin/users", MENU, "Suspend"),
                    new Dialog("/admin/users", MENU, "Delete"),
                    new Dialog("/admin/users", MENU, "Password link"),
                    new Dialog("/admin/accounts", MENU, "Suspend"),
                    new Dialog("/admin/accounts", MENU, "Delete"),
                    new Dialog("/admin/tunnels", "Close "),
                    new Dialog("/admin/edges", MENU, "New key"),
                    new Dialog("/admin/edges", MENU, "Revoke"));

    private Dialogs() {}
}
