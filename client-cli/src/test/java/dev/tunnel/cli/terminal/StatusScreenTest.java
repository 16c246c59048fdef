package dev.tunnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.ConnectionFacts;
import dev.tunnel.cli.inspect.TrafficFacts;
import dev.tunnel.cli.inspect.TunnelFacts;
import dev.tunnel.cli.terminal.StatusScreen.Model;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusScreenTest {

    private static final List<String> URLS =
            List.of("http://shop.localhost:8000", "https://shop.localhost:8443");

    private static TunnelFacts web(String name) {
        ConnectionFacts connections = new ConnectionFacts(17, 2, 0.5, 0, 0, 0, 0, 0, 0);
        return new TunnelFacts(
                name,
                "http",
                URLS,
                "http://localhost:8080",
                true,
                new TrafficFacts(1234, 340_000_000, connections));
    }

    private static Model model(List<TunnelFacts> tunnels) {
        return new Model(
                new AgentFacts(
                        "1.0",
                        "http://localhost:9000",
                        "online",
                        "",
                        "ada@example.com",
                        OptionalDouble.of(12.34),
                        tunnels),
                "http://127.0.0.1:4040",
                List.of(
                        LogEntry.of(
                                Instant.parse("2026-11-23T10:00:00Z"),
                                Level.INFO,
                                "session online",
                                "account",
                                "ada@example.com")));
    }

    private static List<String> render(Model model, int columns, int rows) {
        return new StatusScreen(false, ZoneOffset.UTC).render(model, new WindowSize(columns, rows));
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
                        "Server      http://localhost:9000",
                        "Latency     12 ms",
                        "Inspector   http://127.0.0.1:4040",
                        "",
                        "web         http://shop.localhost:8000  → http://localhost:8080",
                        "            https://shop.localhost:8443 → http://localhost:8080",
                        "",
                        "Connections      open     total   per min        in       out",
                        "web                 2        17        30    1.2 kB    340 MB",
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
    void saysHowManyLinesAreMissing() {
        List<TunnelFacts> tunnels = List.of(web("a"), web("b"), web("c"), web("d"));
        assertThat(render(model(tunnels), 80, 10)).last().asString().matches("… \\d+ more lines");
    }

    @Test
    void coloursOnlyWhenAsked() {
        Model model = model(List.of(web("web")));
        assertThat(String.join("\n", render(model, 80, 24))).doesNotContain("\u001b");
        List<String> coloured =
                new StatusScreen(true, ZoneOffset.UTC).render(model, new WindowSize(80, 24));
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
        assertThat(render(new Model(agent, "", List.of()), 80, 24))
                .contains("Session     retrying  x [2J y");
    }
}
