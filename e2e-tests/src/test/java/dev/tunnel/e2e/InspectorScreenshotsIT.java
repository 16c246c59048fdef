package dev.tunnel.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.tunnel.e2e.client.Browser;
import dev.tunnel.e2e.client.Pictures;
import dev.tunnel.e2e.service.ShowService;
import dev.tunnel.e2e.service.SocketService;
import dev.tunnel.e2e.service.WebSocketEcho;
import dev.tunnel.e2e.stack.Agent;
import dev.tunnel.e2e.stack.Stack;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Pictures of the inspector's page, for people to look at: `./dev screenshots`. Empty and full,
/// with each kind of body, frames, a comparison and an edit; light, dark and narrow.
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class InspectorScreenshotsIT {
    private static final String JSON =
            """
            {"order": 4711, "paid": true, "coupon": null, "customer": {"name": "Ada Lovelace",
            "email": "ada@example.com"}, "lines": [{"article": "Tea", "count": 2, "price": 4.5},
            {"article": "A cup with a long name that needs more than one line of a narrow window",
            "count": 1, "price": 12}]}
            """;
    private static final String XML =
            "<order id='4711'><line count='2'>Tea</line><line count='1'>Cup</line></order>";
    private static final String PART =
            """
            --xx\r
            Content-Disposition: form-data; name="title"\r
            \r
            A day at the sea\r
            --xx\r
            Content-Disposition: form-data; name="photo"; filename="sea.png"\r
            Content-Type: image/png\r
            \r
            %s\r
            --xx--\r
            """;

    private final HttpClient visitor = HttpClient.newHttpClient();
    private final Map<String, String> tabs = new LinkedHashMap<>();

    @Test
    void everyViewInEveryLook() throws Exception {
        try (Stack stack = Stack.start("inspector-pictures");
                ShowService service = ShowService.start();
                SocketService echo = WebSocketEcho.start();
                Agent agent = stack.signUp("shop").machine().start("http", service.target());
                Agent socket = stack.signUp("chat").machine().start("http", echo.target());
                Browser browser = Browser.open()) {
            Page page = browser.page();
            everyLook(page, look -> picture(page, agent, look, "empty"));
            visit(agent.publicUrl("http"));
            everyLook(page, look -> views(page, agent, look));
            WebSocket frames = talk(socket.publicUrl("http"));
            everyLook(
                    page,
                    look -> {
                        open(page, socket, "/socket");
                        Pictures.window(page, look, "frames");
                    });
            frames.abort();
        }
    }

    private interface Look {
        void pictures(String name);
    }

    private static void everyLook(Page page, Look look) {
        Pictures.desk(page, ColorScheme.LIGHT);
        look.pictures("inspector-light");
        Pictures.desk(page, ColorScheme.DARK);
        look.pictures("inspector-dark");
        Pictures.phone(page);
        look.pictures("inspector-phone");
    }

    private void views(Page page, Agent agent, String look) {
        picture(page, agent, look, "list");
        tabs.forEach((path, tab) -> {
            open(page, agent, path);
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab).setExact(true))
                    .click();
            assertThat(page.getByText("Loading …")).hasCount(0);
            Pictures.whole(page, look, "body" + path);
        });
        press(page, "Edit and replay");
        Pictures.window(page, look, "edit");
        open(page, agent, "/form");
        press(page, "Compare");
        Pictures.window(page, look, "compare-choose");
        row(page, "/json").click();
        Pictures.window(page, look, "compare");
        open(page, agent, "/json");
        page.getByRole(AriaRole.SEARCHBOX).fill("nothing like it");
        Pictures.window(page, look, "no-match");
    }

    private static void picture(Page page, Agent agent, String look, String name) {
        page.navigate(agent.inspectorUrl() + "/");
        page.waitForLoadState(LoadState.LOAD);
        page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Tunnels"))
                .getByRole(AriaRole.LINK)
                .first()
                .waitFor();
        Pictures.window(page, look, name);
    }

    private static void open(Page page, Agent agent, String path) {
        page.navigate(agent.inspectorUrl() + "/");
        row(page, path).click();
        page.getByRole(AriaRole.TABPANEL).waitFor();
    }

    private static Locator row(Page page, String path) {
        return page.locator("[data-entry]")
                .filter(new Locator.FilterOptions().setHasText(path))
                .first();
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /// A request with each kind of body; what is shown of each is its tab.
    private void visit(URI url) throws IOException, InterruptedException {
        byte[] image = image();
        for (int i = 1; i <= 30; i++) {
            send(url, i % 4 == 0 ? "/missing" : "/page/" + i, "", new byte[0]);
        }
        send(url, "/json?page=2&sort=name", "application/json", JSON.getBytes(UTF_8));
        send(url, "/xml", "application/xml", XML.getBytes(UTF_8));
        send(
                url,
                "/form",
                "application/x-www-form-urlencoded",
                "name=Ada+Lovelace&comment=two%0Alines&agreed=on".getBytes(UTF_8));
        byte[] parts = PART.formatted(new String(image, ISO_8859_1)).getBytes(ISO_8859_1);
        send(url, "/multipart", "multipart/form-data; boundary=xx", parts);
        send(url, "/image", "image/png", image);
        send(url, "/hex", "application/octet-stream", image);
        for (String path : List.of("/json", "/xml", "/form", "/multipart", "/image", "/hex")) {
            tabs.put(path, "Request");
        }
        tabs.put("/missing", "Response");
        tabs.put("/page/29", "Timing");
    }

    private void send(URI url, String path, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Cookie", "session=secret")
                        .header("Authorization", "Bearer secret");
        if (body.length > 0) {
            request.header("Content-Type", type).POST(BodyPublishers.ofByteArray(body));
        }
        visitor.send(request.build(), BodyHandlers.discarding());
    }

    private WebSocket talk(URI url) {
        WebSocket socket =
                visitor.newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://" + url.getAuthority() + "/socket"),
                                new WebSocket.Listener() {})
                        .join();
        socket.sendText("{\"type\": \"hello\", \"room\": \"kitchen\"}", true).join();
        socket.sendText("A longer message that goes on and on. ".repeat(8), true).join();
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3, (byte) 0xff}), true).join();
        socket.sendPing(ByteBuffer.wrap("there?".getBytes(UTF_8))).join();
        return socket;
    }

    private static byte[] image() throws IOException {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.CYAN, 320, 200, Color.BLUE));
        graphics.fillOval(10, 10, 300, 180);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
