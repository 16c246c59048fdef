package dev.tunnel.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A real name server with one zone, in which every name is this machine and which takes signed
/// updates.
public final class Knot implements AutoCloseable {
    /// The name of the key that may change the zone.
    public static final String KEY_NAME = "edge";

    private static final String KEY =
            Base64.getEncoder()
                    .encodeToString(
                            "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private final Path configuration;
    private final String zone;
    private final int port = Ports.allocate().http();
    private final Program server;

    private Knot(Path folder, String zone) throws IOException {
        this.zone = zone;
        Files.writeString(
                folder.resolve(zone + ".zone"),
                """
                %1$s. 60 SOA ns.%1$s. admin.%1$s. 1 60 60 60 60
                %1$s. 60 NS ns.%1$s.
                %1$s. 60 A 127.0.0.1
                *.%1$s. 60 A 127.0.0.1
                """
                        .formatted(zone));
        this.configuration =
                Files.writeString(folder.resolve("knot.conf"), settings(folder, zone, port));
        this.server =
                Program.start(
                        "knot",
                        List.of("knotd", "-c", configuration.toString()),
                        Map.of(),
                        folder.resolve("knot.out"));
        server.awaitReady(Duration.ofSeconds(30), () -> zone().contains("SOA"));
    }

    private static String settings(Path folder, String zone, int port) {
        return """
        server:
            listen: 127.0.0.1@%1$d
            rundir: %2$s
        key:
          - id: %5$s
            algorithm: hmac-sha256
            secret: %3$s
        acl:
          - id: edge
            key: %5$s
            action: update
        database:
            storage: %2$s
        zone:
          - domain: %4$s
            storage: %2$s
            acl: edge
        """
                .formatted(port, folder, KEY, zone, KEY_NAME);
    }

    /// Starts it.
    public static Knot start(String zone) {
        try {
            return new Knot(
                    Files.createTempDirectory(Files.createDirectories(Checkout.output()), "knot"),
                    zone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// With which updates are signed, in base 64.
    public String key() {
        return KEY;
    }

    /// The zone's records as they are now.
    public String zone() {
        return Command.run("knotc", "-c", configuration.toString(), "zone-read", zone).output();
    }

    /// What it wrote: every update.
    public String log() {
        return server.log();
    }

    @Override
    public void close() {
        server.kill();
    }
}
