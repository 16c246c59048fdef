package dev.tunnel.bench.subject;

import dev.tunnel.bench.process.Command;
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

/// rathole: plain text or TLS, a pool of connections taken by visitors.
final class Rathole {
    private static final Duration START = Duration.ofSeconds(10);
    private static final String PASSWORD = "benchmark";

    private Rathole() {}

    static Subject start(Path rathole, Services services, Path folder, boolean tls) {
        int control = Ports.next();
        int bulk = Ports.next();
        int web = Ports.next();
        var name = tls ? "rathole-tls" : "rathole";
        var home = folder.resolve(name);
        try {
            Files.createDirectories(home);
            if (tls) {
                certificate(home);
            }
            var server =
                    Files.writeString(
                            home.resolve("server.toml"),
                            """
                            [server]
                            bind_addr = "127.0.0.1:%d"
                            default_token = "benchmark"
                            %s
                            [server.services.bulk]
                            bind_addr = "127.0.0.1:%d"
                            [server.services.web]
                            bind_addr = "127.0.0.1:%d"
                            """
                                    .formatted(control, tls ? serverTls(home) : "", bulk, web));
            var client =
                    Files.writeString(
                            home.resolve("client.toml"),
                            """
                            [client]
                            remote_addr = "localhost:%d"
                            default_token = "benchmark"
                            %s
                            [client.services.bulk]
                            local_addr = "127.0.0.1:%d"
                            [client.services.web]
                            local_addr = "127.0.0.1:%d"
                            """
                                    .formatted(
                                            control,
                                            tls ? clientTls(home) : "",
                                            services.bulkPort(),
                                            services.webPort()));
            var programs =
                    List.of(
                            program(rathole, "--server", server, home).awaitPort(control, START),
                            program(rathole, "--client", client, home)
                                    .awaitPort(bulk, START)
                                    .awaitPort(web, START));
            var version = Peers.version(rathole, "--version");
            return new Peer(
                    "rathole " + version + (tls ? ", TLS" : ""),
                    tls ? "TLS" : "plain",
                    bulk,
                    web,
                    null,
                    programs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Program program(Path rathole, String role, Path settings, Path home) {
        return Program.start(
                "rathole " + role,
                List.of(rathole.toString(), role, settings.toString()),
                Map.of("RUST_LOG", "warn"),
                home.resolve(role.substring(2) + ".log"));
    }

    private static String serverTls(Path home) {
        return """
        [server.transport]
        type = "tls"
        [server.transport.tls]
        pkcs12 = "%s"
        pkcs12_password = "%s"
        """
                .formatted(home.resolve("identity.p12"), PASSWORD);
    }

    private static String clientTls(Path home) {
        return """
        [client.transport]
        type = "tls"
        [client.transport.tls]
        trusted_root = "%s"
        hostname = "localhost"
        """
                .formatted(home.resolve("certificate.pem"));
    }

    private static void certificate(Path home) {
        var key = home.resolve("key.pem").toString();
        var certificate = home.resolve("certificate.pem").toString();
        Command.run(
                START,
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        key,
                        "-out",
                        certificate));
        Command.run(
                START,
                List.of(
                        "openssl",
                        "pkcs12",
                        "-export",
                        "-inkey",
                        key,
                        "-in",
                        certificate,
                        "-passout",
                        "pass:" + PASSWORD,
                        "-out",
                        home.resolve("identity.p12").toString()));
    }
}
