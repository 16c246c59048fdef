package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Ports;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// ngrok 1.x with its own server: a TLS connection per visitor.
final class Ngrok1 {
    private static final Duration START = Duration.ofSeconds(10);

    private Ngrok1() {}

    static Subject start(Path ngrokd, Path ngrok, Services services, Path folder) {
        int control = Ports.next();
        int http = Ports.next();
        int bulk = Ports.next();
        int web = Ports.next();
        var home = folder.resolve("ngrok1");
        try {
            Files.createDirectories(home);
            var server =
                    Program.start(
                                    "ngrokd",
                                    List.of(
                                            ngrokd.toString(),
                                            "-domain=localhost",
                                            "-tunnelAddr=127.0.0.1:" + control,
                                            "-httpAddr=127.0.0.1:" + http,
                                            "-httpsAddr=",
                                            "-log-level=WARNING"),
                                    Map.of(),
                                    home.resolve("ngrokd.log"))
                            .awaitPort(control, START);
            var settings =
                    Files.writeString(
                            home.resolve("ngrok.yml"), settings(control, services, bulk, web));
            var client =
                    Program.start(
                                    "ngrok",
                                    List.of(
                                            ngrok.toString(),
                                            "-config=" + settings,
                                            "-log=stdout",
                                            "-log-level=WARNING",
                                            "start",
                                            "bulk",
                                            "web"),
                                    Map.of("HOME", home.toString()),
                                    home.resolve("ngrok.log"))
                            .awaitPort(bulk, START)
                            .awaitPort(web, START);
            return new Peer("ngrok 1.x", "TLS", bulk, web, null, List.of(server, client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(int control, Services services, int bulk, int web) {
        return """
        server_addr: localhost:%d
        trust_host_root_certs: false
        inspect_addr: disabled
        tunnels:
          bulk:
            proto: {tcp: "%d"}
            remote_port: %d
          web:
            proto: {tcp: "%d"}
            remote_port: %d
        """
                .formatted(control, services.bulkPort(), bulk, services.webPort(), web);
    }
}
