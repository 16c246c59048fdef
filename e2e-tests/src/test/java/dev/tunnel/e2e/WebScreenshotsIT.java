package dev.tunnel.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.tunnel.e2e.client.Api;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Console;
import dev.tunnel.e2e.client.Dialogs;
import dev.tunnel.e2e.client.Pages;
import dev.tunnel.e2e.client.Pictures;
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
/// and without an answer; light, dark, on a phone and in Chinese; dialogs, menus and the command
/// palette; lists of a thousand.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class WebScreenshotsIT {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "a few words in a row";
    private static final int MANY = 60;

    /// A thousand of what a list may hold that many of; the account, its person, its session and
    /// its tunnel are the first of each.
    private static final String THOUSAND =
            """
            create temp table n as
                select i, now() - i * interval '1 hour' as at, md5(i::text) as hash
                from generate_series(1, 1000) i;
            create temp table mine as
                select id, account_id, created_by from authtoken limit 1;
            insert into authtoken (id, account_id, created_by, name, prefix, hash, created_at)
                select gen_random_uuid(), account_id, created_by, 'build server ' || i,
                    'tt_' || substr(n.hash, 1, 5), sha256(i::text::bytea), at
                from mine, n;
            insert into hostname (host, account_id)
                select 'branch-' || i || '.localhost', account_id from mine, n;
            insert into reserved_subdomain (id, account_id, name, host, description, created_at)
                select gen_random_uuid(), account_id, 'branch-' || i, 'branch-' || i || '.localhost',
                    'Preview of branch ' || i, at
                from mine, n;
            insert into app_user (id, email, password_hash, display_name, created_at)
                select gen_random_uuid(), 'employee' || i || '@example.org', '-', 'Employee ' || i, at
                from n;
            insert into tunnel (id, account_id, session_id, generation, tunnel_key, proto, host, urls,
                    target, opened_at, claimed_at, closed_at, close_reason)
                select gen_random_uuid(), account_id, session_id, generation, 'http-' || i, proto,
                    'branch-' || i || '.localhost',
                    array['http://branch-' || i || '.localhost:8000'], target, at, at,
                    case when i % 2 = 0 then at + interval '1 hour' end,
                    case when i % 2 = 0 then 'agent_closed' end
                from n, (select * from tunnel limit 1) t;
            insert into audit_event (at, actor, account_id, action, subject, detail, ip)
                select n.at, e.actor, e.account_id, e.action, e.subject, e.detail, e.ip
                from n, (select * from audit_event order by id desc limit 1) e;
            """;

    private static final List<String> LONG =
            List.of(
                    "/",
                    "/tunnels",
                    "/tunnels?state=ended",
                    "/authtokens",
                    "/reserved-subdomains",
                    "/activity",
                    "/usage",
                    "/admin/users",
                    "/admin/tunnels",
                    "/admin/audit");

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
            Pictures.desk(page, ColorScheme.LIGHT);
            all(console, "empty", List.of("/signup"));
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
                Command.run("psql", stack.postgresUrl().toString(), "-qc", THOUSAND)
                        .expectSuccess();
                Pictures.desk(page, ColorScheme.LIGHT);
                all(console, "thousand", LONG);
                Pictures.phone(page);
                all(console, "thousand-phone", LONG);
                withoutLogin(console);
            }
        }
    }

    private void pictures(Console console, String tunnel) {
        Page page = console.page();
        List<String> pages = new ArrayList<>(Pages.all());
        pages.add("/tunnels/" + tunnel);
        everyLook(console, pages);
        Pictures.desk(page, ColorScheme.LIGHT);
        opened(console, "light-open");
        Pictures.desk(page, ColorScheme.DARK);
        opened(console, "dark-open");
        Pictures.phone(page);
        opened(console, "phone-open");
        console.at("/tunnels").press("Open menu");
        Pictures.window(page, "phone-open", "menu");
        Pictures.desk(page, ColorScheme.LIGHT);
        page.route(UNANSWERED, Route::abort);
        all(console, "error", pages);
        page.unroute(UNANSWERED);
    }

    private void withoutLogin(Console console) {
        console.page().context().clearCookies();
        console.page().evaluate("() => localStorage.clear()");
        everyLook(console, Pages.OPEN);
    }

    /// The dialogs, the command palette and the account's menu.
    private static void opened(Console console, String look) {
        Page page = console.page();
        for (Dialogs.Dialog dialog : Dialogs.ALL) {
            dialog.open(console);
            Pictures.window(page, look, "dialog" + dialog.name());
        }
        console.at("/");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.keyboard().press("Control+k");
        console.dialog().waitFor();
        Pictures.window(page, look, "palette");
        page.keyboard().type("res");
        Pictures.window(page, look, "palette-search");
        page.keyboard().type("olution");
        Pictures.window(page, look, "palette-nothing");
        console.at("/admin/users").press("More actions for person" + MANY + "@example.com");
        Pictures.window(page, look, "row-menu");
    }

    private void everyLook(Console console, List<String> pages) {
        Page page = console.page();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Pictures.desk(page, scheme);
            all(console, scheme.name().toLowerCase(Locale.ROOT), pages);
        }
        Pictures.phone(page);
        all(console, "phone", pages);
        Pictures.desk(page, ColorScheme.LIGHT);
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
        for (String name : List.of("frankfurt", "singapore")) {
            api.post("/admin/edges", Map.of("name", name)).expect(201);
        }
        return stack.keepSecret(made.get("token").asText());
    }
}
