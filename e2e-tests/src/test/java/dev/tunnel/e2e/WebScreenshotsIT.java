package dev.tunnel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.tunnel.e2e.client.Api;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Console;
import dev.tunnel.e2e.client.Pages;
import dev.tunnel.e2e.client.Visitor;
import dev.tunnel.e2e.service.WebService;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.AgentHome;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Pictures of every page of the web admin, for people to look at: `./dev screenshots`. Empty, full
/// and without an answer; light, dark, on a phone and in Chinese.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class WebScreenshotsIT {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "a few words in a row";
    private static final int MANY = 60;
    private static final String THOUSAND =
            """
            insert into authtoken (id, account_id, created_by, name, prefix, hash, created_at)
            select gen_random_uuid(), t.account_id, t.created_by, 'build server ' || i,
                'tt_' || substr(md5(i::text), 1, 5), sha256(i::text::bytea),
                now() - i * interval '1 hour'
            from (select * from authtoken limit 1) t, generate_series(1, 1000) i
            """;

    /// All calls but those without which no page is shown at all.
    private static final Pattern UNANSWERED =
            Pattern.compile(".*/api/v1/(?!auth/|me$|accounts|server$).*");

    @Test
    void everyPageInEveryLook() {
        try (Stack stack = Stack.start("screenshots");
                Browser browser = Browser.open()) {
            stack.keepSecret(PASSWORD);
            Page page = browser.page();
            Console console = new Console(page, stack.platformUrl());
            look(page, 1280, 860, ColorScheme.LIGHT);
            console.at("/signup").picture("empty", "/signup");
            console.createAdministrator(EMAIL, PASSWORD).sees("Overview");
            all(console, "empty", Pages.MEMBER);

            Api api = stack.logIn(EMAIL, PASSWORD);
            String authtoken = fill(stack, api);
            AgentHome machine = AgentHome.create(stack).login(authtoken);
            try (WebService service = WebService.start("pictures");
                    Visitor visitor = new Visitor();
                    Agent agent = machine.start("http", service.target(), "--subdomain", "shop")) {
                for (int i = 0; i < 40; i++) {
                    visitor.get(agent.publicUrl("http").resolve(i % 5 == 0 ? "/missing" : "/"));
                }
                pictures(console, api.get("/tunnels").expect(200).at("/items/0/id").asText());
            }
        }
    }

    private void pictures(Console console, String tunnel) {
        Page page = console.page();
        List<String> pages = new ArrayList<>(Pages.all());
        pages.add("/tunnels/" + tunnel);
        everyLook(console, pages);
        page.route(UNANSWERED, Route::abort);
        all(console, "error", pages);
        page.unroute(UNANSWERED);
        page.context().clearCookies();
        page.evaluate("() => localStorage.clear()");
        everyLook(console, Pages.OPEN);
    }

    private void everyLook(Console console, List<String> pages) {
        Page page = console.page();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            look(page, 1280, 860, scheme);
            all(console, scheme.name().toLowerCase(Locale.ROOT), pages);
        }
        look(page, 390, 844, ColorScheme.LIGHT);
        all(console, "phone", pages);
        look(page, 1280, 860, ColorScheme.LIGHT);
        page.evaluate("() => localStorage.setItem('tunnel.language', 'zh-CN')");
        all(console, "chinese", pages);
        page.evaluate("() => localStorage.removeItem('tunnel.language')");
    }

    private void all(Console console, String look, List<String> paths) {
        for (String path : paths) {
            console.at(path);
            console.page().waitForLoadState(LoadState.NETWORKIDLE);
            console.picture(look, path);
        }
    }

    private static void look(Page page, int width, int height, ColorScheme scheme) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /// Many of everything; returns an authtoken.
    private static String fill(Stack stack, Api api) {
        for (int i = 1; i <= MANY; i++) {
            api.post("/admin/users", Map.of("email", "person" + i + "@example.com")).expect(201);
            api.post("/api-keys", Map.of("name", "script " + i, "scope", "read")).expect(201);
            api.post(
                            "/reserved-subdomains",
                            Map.of("name", "customer-" + i, "description", "For customer " + i))
                    .expect(201);
        }
        for (String host : List.of("app.example.com", "api.example.com")) {
            api.post("/reserved-domains", Map.of("hostname", host)).expect(201);
        }
        for (String role : List.of("admin", "member", "viewer")) {
            String email = role + "@example.com";
            api.post("/account/invitations", Map.of("email", email, "role", role)).expect(201);
        }
        api.post("/reserved-addresses", Map.of("description", "SSH of the lab")).expect(201);
        JsonNode made = api.post("/authtokens", Map.of("name", "laptop")).expect(201);
        Command.run("psql", stack.postgresUrl().toString(), "-qc", THOUSAND).expectSuccess();
        for (String name : List.of("frankfurt", "singapore")) {
            api.post("/admin/edges", Map.of("name", name)).expect(201);
        }
        return stack.keepSecret(made.get("token").asText());
    }
}
