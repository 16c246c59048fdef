package dev.tunnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.ConnectionFacts;
import dev.tunnel.cli.inspect.TrafficFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusScreenTest {

    private static final List<String> URLS =
            List.of("http://shop.localhost:8000", "https://shop.localhost:8443");

    private static TunnelFacts web(String name) {
        ConnectionFacts connections = new ConnectionFacts(17, 2, 0.5, 0, 0, 0.012, 1.5, 2, 120);
        return new TunnelFacts(
                name,
                "http",
                URLS,
                "http://localhost:8080",
                true,
                new TrafficFacts(1234, 340_000_000, connections));
    }

    private static ScreenModel model(List<TunnelFacts> tunnels) {
        return new ScreenModel(
                new AgentFacts(
                        "1.0",
                        "http://localhost:9000",
                        "online",
                        "",
                        "ada@example.com",
                        OptionalDouble.of(12.34),
                        tunnels),
                "edge-1",
                Map.of(),
                "http://127.0.0.1:4040",
                List.of(),
                List.of(
                        LogEntry.of(
                                Instant.parse("2026-11-23T10:00:00Z"),
                                Level.INFO,
                                "session online",
                                "account",
                                "ada@example.com")));
    }

    private static List<String> render(ScreenModel model, int columns, int rows) {
        return new StatusScreen(false, ZoneOffset.UTC)
                .render(model, new WindowSize(columns, rows), 0)
                .lines();
    }

    @Test
    void showsEverythingAtTheUsualSize() {
        assertThat(render(model(List.of(web("web"))), 80, 24))
                .containsExactly(
                        "tunnel 1.0                                                        Ctrl-C"
                                + " to stop",
                        "",
                        "Session     online",
                        "Account     ada@example.com",
                        "Server      http://localhost:9000  edge edge-1",
                        "Latency     12 ms",
                        "Inspector   http://127.0.0.1:4040",
                        "",
                        "web         http://shop.localhost:8000  → http://localhost:8080",
                        "            https://shop.localhost:8443 → http://localhost:8080",
                        "",
                        "Connections     open   total     p50     p90     p99      in     out per"
                                + " min",
                        "web                2      17   12 ms   1.5 s   2 min  1.2 kB  340 MB     "
                                + " 30",
                        "",
                        "Recent",
                        "10:00:00 session online account=ada@example.com");
    }

    @ParameterizedTest
    @CsvSource({"20, 5", "40, 10", "60, 24", "80, 24", "200, 50"})
    void fitsEveryTerminal(int columns, int rows) {
        List<TunnelFacts> tunnels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tunnels.add(web("tunnel-number-" + i));
        }
        List<String> lines = render(model(tunnels), columns, rows);
        assertThat(lines).hasSizeLessThanOrEqualTo(rows);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @Test
    void neverCutsAUrl() {
        List<String> lines = render(model(List.of(web("web"))), 30, 40);
        String columns =
                String.join(
                        "", lines.stream().map(line -> line.replaceFirst("^.{0,12}", "")).toList());
        assertThat(columns).contains(URLS);
    }

    @Test
    void scrollsWhatDoesNotFit() {
        List<TunnelFacts> tunnels = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tunnels.add(web("t" + i));
        }
        StatusScreen screen = new StatusScreen(false, ZoneOffset.UTC);
        WindowSize size = new WindowSize(80, 24);
        StatusScreen.Frame first = screen.render(model(tunnels), size, 0);
        assertThat(first.lines()).hasSizeLessThanOrEqualTo(24);
        assertThat(first.lines()).anyMatch(line -> line.startsWith("t0 "));
        assertThat(first.lines()).anyMatch(line -> line.matches("… lines 1–\\d+ of 152, .*"));
        assertThat(first.lines()).contains("Recent");
        StatusScreen.Frame last = screen.render(model(tunnels), size, first.furthest() + 99);
        assertThat(last.lines()).anyMatch(line -> line.startsWith("t49 "));
        assertThat(last.lines()).anyMatch(line -> line.endsWith("of 152, ↑ ↓ to scroll"));
    }

    @Test
    void saysWhichServiceIsAwayAndWhatWasAsked() {
        ScreenModel online = model(List.of(web("web")));
        ScreenModel model =
                new ScreenModel(
                        online.agent(),
                        "edge-1",
                        Map.of("web", "connection refused"),
                        "",
                        List.of(
                                new RequestLine(
                                        Instant.parse("2026-11-23T10:00:00Z"),
                                        "GET",
                                        "/a?b=c",
                                        502,
                                        Duration.ofMillis(17)),
                                new RequestLine(
                                        Instant.parse("2026-11-23T10:00:01Z"),
                                        "POST",
                                        "/long",
                                        0,
                                        null)),
                        List.of());
        assertThat(render(model, 60, 24))
                .contains(
                        "            ! http://localhost:8080 cannot be reached: conn…",
                        "10:00:00 GET     /a?b=c                         502    17 ms",
                        "10:00:01 POST    /long                           …");
    }

    @ParameterizedTest
    @CsvSource({
        "1b5b41, UP",
        "1b4f42, DOWN",
        "1b5b357e, PAGE_UP",
        "20, PAGE_DOWN",
        "47, LAST",
        "78,"
    })
    void knowsKeys(String hex, Keyboard.@Nullable Key key) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(Keyboard.key(bytes, bytes.length)).isEqualTo(Optional.ofNullable(key));
    }

    @Test
    void coloursOnlyWhenAsked() {
        ScreenModel model = model(List.of(web("web")));
        assertThat(String.join("\n", render(model, 80, 24))).doesNotContain("\u001b");
        List<String> coloured =
                new StatusScreen(true, ZoneOffset.UTC)
                        .render(model, new WindowSize(80, 24), 0)
                        .lines();
        assertThat(coloured.get(2)).contains("\u001b[32monline\u001b[0m");
    }

    @Test
    void aHostileMessageCannotSteerTheTerminal() {
        AgentFacts agent =
                new AgentFacts(
                        "1",
                        "s",
                        "retrying",
                        "x\u001b[2J\ny",
                        "",
                        OptionalDouble.empty(),
                        List.of());
        assertThat(render(new ScreenModel(agent, "", Map.of(), "", List.of(), List.of()), 80, 24))
                .contains("Session     retrying  x [2J y");
    }
}
