package dev.tunnel.edge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitSettingsTest {

    @Test
    void has_defaults() throws SettingsException {
        var settings = read(Map.of());

        assertThat(settings.limits()).isEqualTo(LimitSettings.defaults());
        assertThat(settings.agents()).isEqualTo(AgentSettings.defaults());
        assertThat(settings.tls().handshake()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void every_bound_can_be_moved() throws SettingsException {
        var settings =
                read(
                        Map.ofEntries(
                                Map.entry("TUNNEL_EDGE_CONNECTIONS", "1"),
                                Map.entry("TUNNEL_EDGE_CONNECTIONS_PER_SECOND", "2"),
                                Map.entry("TUNNEL_EDGE_CONNECTIONS_BURST", "3"),
                                Map.entry("TUNNEL_EDGE_CONNECTIONS_PER_TUNNEL", "4"),
                                Map.entry("TUNNEL_EDGE_AGENT_WAIT", "0"),
                                Map.entry("TUNNEL_EDGE_REQUEST_LINE", "8KiB"),
                                Map.entry("TUNNEL_EDGE_HEAD", "65536"),
                                Map.entry("TUNNEL_EDGE_HEAD_TIMEOUT", "PT1M30S"),
                                Map.entry("TUNNEL_EDGE_IDLE_TIMEOUT", "7"),
                                Map.entry("TUNNEL_EDGE_BODY_TIMEOUT", "8"),
                                Map.entry("TUNNEL_EDGE_STALL_TIMEOUT", "pt1h"),
                                Map.entry("TUNNEL_EDGE_HALF_CLOSE_TIMEOUT", "PT1.5S"),
                                Map.entry("TUNNEL_EDGE_STREAMS_PER_SESSION", "5"),
                                Map.entry("TUNNEL_EDGE_WINDOW_PER_STREAM", "1MiB"),
                                Map.entry("TUNNEL_EDGE_WINDOW_PER_SESSION", "2MiB"),
                                Map.entry("TUNNEL_EDGE_WINDOW_PER_EDGE", "1024MiB")));

        assertThat(settings.limits())
                .isEqualTo(
                        new LimitSettings(
                                new VisitorLimits(1, 2, 3, 4, Duration.ZERO),
                                new HttpLimits(
                                        8192,
                                        65_536,
                                        Duration.ofSeconds(90),
                                        Duration.ofSeconds(7),
                                        Duration.ofSeconds(8),
                                        Duration.ofHours(1),
                                        Duration.ofMillis(1500)),
                                new FlowLimits(5, 1 << 20, 2 << 20, 1 << 30)));
    }

    @Test
    void agents_have_bounds_too() throws SettingsException {
        var settings =
                read(
                        Map.of(
                                "TUNNEL_EDGE_HANDSHAKE_TIMEOUT", "3",
                                "TUNNEL_EDGE_HANDSHAKES", "4",
                                "TUNNEL_EDGE_HANDSHAKES_PER_ADDRESS", "5",
                                "TUNNEL_EDGE_TUNNELS_PER_SESSION", "6",
                                "TUNNEL_EDGE_MESSAGES_PER_SECOND", "7"));

        var usual = AgentSettings.defaults();
        assertThat(settings.agents())
                .isEqualTo(
                        new AgentSettings(
                                Duration.ofSeconds(3),
                                usual.detached(),
                                usual.grace(),
                                4,
                                5,
                                6,
                                7));
        assertThat(settings.tls().handshake()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TUNNEL_EDGE_CONNECTIONS",
                "TUNNEL_EDGE_CONNECTIONS_PER_SECOND",
                "TUNNEL_EDGE_CONNECTIONS_BURST",
                "TUNNEL_EDGE_CONNECTIONS_PER_TUNNEL",
                "TUNNEL_EDGE_AGENT_WAIT",
                "TUNNEL_EDGE_REQUEST_LINE",
                "TUNNEL_EDGE_HEAD",
                "TUNNEL_EDGE_HEAD_TIMEOUT",
                "TUNNEL_EDGE_IDLE_TIMEOUT",
                "TUNNEL_EDGE_BODY_TIMEOUT",
                "TUNNEL_EDGE_STALL_TIMEOUT",
                "TUNNEL_EDGE_HALF_CLOSE_TIMEOUT",
                "TUNNEL_EDGE_STREAMS_PER_SESSION",
                "TUNNEL_EDGE_WINDOW_PER_STREAM",
                "TUNNEL_EDGE_WINDOW_PER_SESSION",
                "TUNNEL_EDGE_WINDOW_PER_EDGE",
                "TUNNEL_EDGE_HANDSHAKE_TIMEOUT",
                "TUNNEL_EDGE_HANDSHAKES",
                "TUNNEL_EDGE_HANDSHAKES_PER_ADDRESS",
                "TUNNEL_EDGE_TUNNELS_PER_SESSION",
                "TUNNEL_EDGE_MESSAGES_PER_SECOND",
            })
    void names_a_bound_that_cannot_be_used(String name) {
        for (var value : new String[] {"many", "-1", "9999999999", "99999999999999999999", "1.5"}) {
            assertThatThrownBy(() -> read(Map.of(name, value)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContainingAll(name + " must be", value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TUNNEL_EDGE_HEAD, 64KB, 'bytes from 1024 to 1048576, such as 64KiB'",
        "TUNNEL_EDGE_HEAD, 2MiB, bytes from 1024 to 1048576",
        "TUNNEL_EDGE_HEAD, 4096MiB, bytes from 1024 to 1048576",
        "TUNNEL_EDGE_WINDOW_PER_STREAM, 9MiB, bytes from 262144 to 8388608",
        "TUNNEL_EDGE_CONNECTIONS, 0, number from 1 to 1000000",
        "TUNNEL_EDGE_IDLE_TIMEOUT, 0, 'seconds from 1 to 86400, or a duration such as PT1M30S'",
        "TUNNEL_EDGE_IDLE_TIMEOUT, P2D, seconds from 1 to 86400",
        "TUNNEL_EDGE_IDLE_TIMEOUT, PT0.5S, seconds from 1 to 86400",
        "TUNNEL_EDGE_IDLE_TIMEOUT, 10s, seconds from 1 to 86400",
    })
    void says_what_a_bound_may_be(String name, String value, String sentence) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .hasMessageContainingAll(name, sentence, '"' + value + '"');
    }

    private static EdgeSettings read(Map<String, String> variables) throws SettingsException {
        var all = new HashMap<>(variables);
        all.put("TUNNEL_EDGE_KEY", "te_x");
        return EdgeSettings.of(all);
    }
}
