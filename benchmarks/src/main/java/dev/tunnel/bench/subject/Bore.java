package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Ports;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// bore: plain text, a TCP connection per visitor.
final class Bore {
    private static final Duration START = Duration.ofSeconds(10);
    private static final int CONTROL_PORT = 7835;

    private Bore() {}

    static Subject start(Path bore, Services services, Path folder) {
        int bulk = Ports.next();
        int web = Ports.next();
        var server =
                Program.start(
                                "bore server",
                                List.of(bore.toString(), "server"),
                                Map.of(),
                                folder.resolve("bore-server.log"))
                        .awaitPort(CONTROL_PORT, START);
        return new Peer(
                "bore " + Peers.version(bore, "--version"),
                "plain",
                bulk,
                web,
                null,
                List.of(
                        server,
                        client(bore, services.bulkPort(), bulk, folder.resolve("bore-bulk.log")),
                        client(bore, services.webPort(), web, folder.resolve("bore-web.log"))));
    }

    private static Program client(Path bore, int local, int remote, Path log) {
        var command =
                List.of(
                        bore.toString(),
                        "local",
                        "" + local,
                        "--to",
                        "127.0.0.1",
                        "--port",
                        "" + remote);
        return Program.start("bore", command, Map.of(), log).awaitPort(remote, START);
    }
}
