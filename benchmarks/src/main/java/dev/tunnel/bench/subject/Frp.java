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

/// frp at its defaults: yamux over one TLS connection.
final class Frp {
    private static final Duration START = Duration.ofSeconds(10);

    private Frp() {}

    static Subject start(Path frps, Path frpc, Services services, Path folder) {
        int control = Ports.next();
        int bulk = Ports.next();
        int web = Ports.next();
        var home = folder.resolve("frp");
        try {
            Files.createDirectories(home);
            var server =
                    Files.writeString(
                            home.resolve("frps.toml"),
                            "bindAddr = \"127.0.0.1\"\nbindPort = %d\n".formatted(control));
            var client =
                    Files.writeString(
                            home.resolve("frpc.toml"),
                            "serverAddr = \"127.0.0.1\"\nserverPort = %d\n".formatted(control)
                                    + proxy("bulk", services.bulkPort(), bulk)
                                    + proxy("web", services.webPort(), web));
            var programs =
                    List.of(
                            program(frps, server, home).awaitPort(control, START),
                            program(frpc, client, home)
                                    .awaitPort(bulk, START)
                                    .awaitPort(web, START));
            return new Peer(
                    "frp " + Peers.version(frps, "--version"), "TLS", bulk, web, null, programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String proxy(String name, int local, int remote) {
        return """
        [[proxies]]
        name = "%s"
        type = "tcp"
        localIP = "127.0.0.1"
        localPort = %d
        remotePort = %d
        """
                .formatted(name, local, remote);
    }

    private static Program program(Path binary, Path settings, Path home) {
        var name = binary.getFileName().toString();
        var command = List.of(binary.toString(), "-c", settings.toString());
        return Program.start(name, command, Map.of(), home.resolve(name + ".log"));
    }
}
