package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Ports;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// chisel: SSH inside a WebSocket.
final class Chisel {
    private static final Duration START = Duration.ofSeconds(10);

    private Chisel() {}

    static Subject start(Path chisel, Services services, Path folder) {
        int control = Ports.next();
        int bulk = Ports.next();
        int web = Ports.next();
        var server =
                Program.start(
                                "chisel server",
                                List.of(
                                        chisel.toString(),
                                        "server",
                                        "--host",
                                        "127.0.0.1",
                                        "--port",
                                        "" + control,
                                        "--reverse"),
                                Map.of(),
                                folder.resolve("chisel-server.log"))
                        .awaitPort(control, START);
        var client =
                Program.start(
                                "chisel client",
                                List.of(
                                        chisel.toString(),
                                        "client",
                                        "http://127.0.0.1:" + control,
                                        "R:127.0.0.1:%d:127.0.0.1:%d"
                                                .formatted(bulk, services.bulkPort()),
                                        "R:127.0.0.1:%d:127.0.0.1:%d"
                                                .formatted(web, services.webPort())),
                                Map.of(),
                                folder.resolve("chisel-client.log"))
                        .awaitPort(bulk, START)
                        .awaitPort(web, START);
        var version = Peers.version(chisel, "--version");
        return new Peer("chisel " + version, "SSH", bulk, web, null, List.of(server, client));
    }
}
