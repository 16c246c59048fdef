package dev.tunnel.edge.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tunnel.edge.config.DnsSettings;
import dev.tunnel.edge.config.HostAndPort;
import dev.tunnel.edge.config.Secret;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Updates of a real name server, Knot, which verifies signatures.
final class DynamicUpdatesIT {
    private static final String NAME = "_acme-challenge.example.test";
    private static final String KEY =
            Base64.getEncoder()
                    .encodeToString(
                            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    @TempDir private Path folder;
    private int port;
    private @Nullable Process server;

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @BeforeEach
    void start() throws IOException {
        assumeTrue(isInstalled("knotd"), "no Knot");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Files.writeString(
                folder.resolve("example.test.zone"),
                """
                example.test. 60 SOA ns.example.test. admin.example.test. 1 60 60 60 60
                example.test. 60 NS ns.example.test.
                ns.example.test. 60 A 127.0.0.1
                """);
        var configuration =
                Files.writeString(
                        folder.resolve("knot.conf"),
                        """
                        server:
                            listen: 127.0.0.1@%1$d
                            rundir: %2$s
                        key:
                          - id: edge
                            algorithm: hmac-sha256
                            secret: %3$s
                        acl:
                          - id: edge
                            key: edge
                            action: update
                        database:
                            storage: %2$s
                        zone:
                          - domain: example.test
                            storage: %2$s
                            acl: edge
                        """
                                .formatted(port, folder, KEY));
        server =
                new ProcessBuilder("knotd", "-c", configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("knot.log").toFile())
                        .start();
        await().until(this::isListening);
    }

    private boolean isListening() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private DynamicUpdates updates(String zone, DnsSettings.@Nullable Tsig key) {
        return new DynamicUpdates(
                new DnsSettings.Update(
                        new HostAndPort("127.0.0.1", port),
                        zone,
                        key,
                        Duration.ofSeconds(5),
                        Duration.ZERO),
                Clock.systemUTC(),
                new SecureRandom());
    }

    private static DnsSettings.Tsig key(String secret) {
        return new DnsSettings.Tsig("edge", "hmac-sha256", new Secret(secret));
    }

    /// The texts of a name, asked with a query of our own.
    private String texts() throws IOException {
        var query = UpdateMessage.of(7, NAME, NAME, "", false);
        var asked = Arrays.copyOf(query, 12 + NAME.length() + 2 + 4);
        asked[2] = 0; // a query, not an update
        asked[3] = 0;
        asked[9] = 0;
        asked[asked.length - 3] = 16;
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5000);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(asked.length);
            out.write(asked);
            var in = new DataInputStream(socket.getInputStream());
            return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void records_are_added_beside_each_other_and_removed_one_by_one() throws Exception {
        var updates = updates("example.test", key(KEY));
        updates.add(NAME, "first-value");
        updates.add(NAME, "second-value");
        assertThat(texts()).contains("first-value", "second-value");
        updates.remove(NAME, "first-value");
        assertThat(texts()).contains("second-value").doesNotContain("first-value");
        updates.remove(NAME, "second-value");
        assertThat(texts()).doesNotContain("-value");
    }

    @Test
    void a_wrong_key_or_none_is_refused() {
        var other = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> updates("example.test", key(other)).add(NAME, "value"))
                .isInstanceOf(OrderFailure.class)
                .hasMessageContaining("NOTAUTH");
        assertThatThrownBy(() -> updates("example.test", null).add(NAME, "value"))
                .isInstanceOf(OrderFailure.class)
                .hasMessageContaining("NOTAUTH");
    }

    @Test
    void another_zone_is_refused() {
        assertThatThrownBy(() -> updates("other.test", key(KEY)).add("a.other.test", "value"))
                .isInstanceOf(OrderFailure.class);
    }
}
