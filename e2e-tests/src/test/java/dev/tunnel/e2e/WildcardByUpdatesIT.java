package dev.tunnel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tunnel.e2e.client.TlsVisitor;
import dev.tunnel.e2e.stack.Command;
import dev.tunnel.e2e.stack.Knot;
import dev.tunnel.e2e.stack.Pebble;
import dev.tunnel.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The wildcard as an operator with a name server of their own gets it: a real edge changes a real
/// zone by signed updates (RFC 2136), in which a real ACME server looks.
class WildcardByUpdatesIT {
    private static final String DOMAIN = Pebble.DOMAIN;

    private static Map<String, String> settings(Pebble pebble, Knot knot) {
        var settings = new HashMap<>(pebble.settings());
        settings.put("TUNNEL_EDGE_ACME_DNS", "rfc2136");
        settings.put("TUNNEL_EDGE_ACME_DNS_SERVER", "127.0.0.1:" + knot.port());
        settings.put("TUNNEL_EDGE_ACME_DNS_KEY_NAME", Knot.KEY_NAME);
        settings.put("TUNNEL_EDGE_ACME_DNS_KEY", knot.key());
        settings.put("TUNNEL_EDGE_ACME_DNS_WAIT", "0");
        return settings;
    }

    private static X509Certificate shown(Stack stack) throws IOException {
        try (TlsVisitor visitor = TlsVisitor.connect("anything." + DOMAIN, stack.ports().https())) {
            return (X509Certificate) visitor.certificate();
        }
    }

    @Test
    void theWildcardIsProvedByUpdatesOfTheZone() throws Exception {
        assumeTrue(Command.installed("knotd"), "no Knot: install the Debian package knot");
        var programs = Pebble.programs();
        assumeTrue(programs.isPresent(), "no Pebble: set PEBBLE_HOME, or install Go");
        try (Knot knot = Knot.start(DOMAIN)) {
            run(programs.get(), knot);
        }
    }

    private static void run(Path programs, Knot knot) throws Exception {
        var started = new AtomicReference<@Nullable Pebble>();
        try (Stack stack =
                Stack.start(
                        "updates",
                        ports -> {
                            var server =
                                    Pebble.start(
                                            programs, ports.http(), ports.https(), knot.port());
                            started.set(server);
                            return settings(server, knot);
                        })) {
            stack.keepSecret(knot.key());
            var certificate =
                    await().atMost(Duration.ofSeconds(40))
                            .ignoreExceptions()
                            .until(
                                    () -> shown(stack),
                                    it -> it.getIssuerX500Principal().getName().contains("Pebble"));
            assertThat(certificate.getSubjectAlternativeNames())
                    .containsExactlyInAnyOrder(List.of(2, DOMAIN), List.of(2, "*." + DOMAIN));
            assertThat(Objects.requireNonNull(started.get()).orders()).isEqualTo(1);
            assertThat(knot.log().lines().filter(line -> line.contains("DDNS")))
                    .as("updates: two records come and go")
                    .hasSizeGreaterThanOrEqualTo(4);
            assertThat(knot.zone()).contains("SOA").doesNotContain("TXT");
        } finally {
            var server = started.get();
            if (server != null) {
                server.close();
            }
        }
    }
}
