package dev.tunnel.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Let's Encrypt's ACME server for tests, with a DNS of its own in which every name is this
/// machine.
///
/// The programs `pebble` and `pebble-challtestsrv` are looked for in the folder that `PEBBLE_HOME`
/// names; without it, where `go` is installed, they are built once.
public final class Pebble implements AutoCloseable {
    /// The domain of servers that order from it.
    public static final String DOMAIN = "tunnel.test";

    private static final String VERSION = "v2.10.1";
    private static final String SOURCE = "github.com/letsencrypt/pebble/v2/cmd/";

    private final Path folder;
    private final Program server;
    private final Program dns;
    private final KeyFiles keys;
    private final Ports ports;

    private Pebble(Path programs, Path folder, Visited visited) {
        this.folder = folder;
        this.ports = Ports.allocate();
        this.keys = KeyFiles.create(folder);
        this.dns =
                Program.start(
                        "dns",
                        List.of(
                                programs.resolve("pebble-challtestsrv").toString(),
                                "-dnsserver",
                                "127.0.0.1:" + ports.http(),
                                "-management",
                                "127.0.0.1:" + ports.https(),
                                "-defaultIPv6",
                                "",
                                "-http01",
                                "",
                                "-https01",
                                "",
                                "-tlsalpn01",
                                "",
                                "-doh",
                                ""),
                        Map.of(),
                        folder.resolve("dns.out"));
        this.server =
                Program.start(
                        "pebble",
                        List.of(
                                programs.resolve("pebble").toString(),
                                "-config",
                                config(visited.httpPort(), visited.tlsPort()).toString(),
                                "-dnsserver",
                                "127.0.0.1:" + visited.resolver().orElse(ports.http())),
                        Map.of(
                                "PEBBLE_VA_NOSLEEP", "1",
                                "PEBBLE_AUTHZREUSE", "0",
                                "PEBBLE_WFE_NONCEREJECT", "20"),
                        folder.resolve("pebble.out"));
        server.awaitReady(Duration.ofSeconds(30), () -> log().contains("Listening on"));
    }

    /// Where it looks for what proves a name.
    ///
    /// @param resolver a name server that it asks instead of its own
    private record Visited(int httpPort, int tlsPort, OptionalInt resolver) {}

    /// Where its programs are; empty when they are not there and cannot be built.
    public static Optional<Path> programs() {
        String home = System.getenv("PEBBLE_HOME");
        if (home != null) {
            return Optional.of(Path.of(home));
        }
        Path built = Checkout.output().resolve("pebble-" + VERSION);
        if (Files.isExecutable(built.resolve("pebble-challtestsrv"))) {
            return Optional.of(built);
        }
        if (Command.run("sh", "-c", "command -v go").status() != 0) {
            return Optional.empty();
        }
        for (String program : List.of("pebble", "pebble-challtestsrv")) {
            Map<String, String> environment = Map.of("GOBIN", built.toString());
            if (Command.run(environment, List.of("go", "install", SOURCE + program + '@' + VERSION))
                            .status()
                    != 0) {
                return Optional.empty();
            }
        }
        return Optional.of(built);
    }

    /// Starts it.
    ///
    /// @param httpPort where it looks for files, instead of port 80
    /// @param tlsPort where it looks for certificates, instead of port 443
    public static Pebble start(Path programs, int httpPort, int tlsPort) {
        return start(programs, new Visited(httpPort, tlsPort, OptionalInt.empty()));
    }

    /// Starts it with the name server on a port of this machine as its resolver.
    public static Pebble start(Path programs, int httpPort, int tlsPort, int resolver) {
        return start(programs, new Visited(httpPort, tlsPort, OptionalInt.of(resolver)));
    }

    private static Pebble start(Path programs, Visited visited) {
        try {
            Path folder =
                    Files.createTempDirectory(Files.createDirectories(Checkout.output()), "pebble");
            return new Pebble(programs, folder, visited);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path config(int httpPort, int tlsPort) {
        try {
            return Files.writeString(
                    folder.resolve("pebble.json"),
                    """
                    {"pebble":{"listenAddress":"127.0.0.1:%d","managementListenAddress":"127.0.0.1:%d",
                    "certificate":"%s","privateKey":"%s","httpPort":%d,"tlsPort":%d,
                    "ocspResponderURL":"","externalAccountBindingRequired":false,
                    "retryAfter":{"authz":1,"order":1},"keyAlgorithm":"ecdsa",
                    "profiles":{"default":{"description":"usual","validityPeriod":7776000}}}}
                    """
                            .formatted(
                                    ports.agent(),
                                    ports.admin(),
                                    keys.certificate(),
                                    keys.key(),
                                    httpPort,
                                    tlsPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a server of [#DOMAIN] needs to order from it.
    public Map<String, String> settings() {
        return Map.of(
                "TUNNEL_DOMAIN",
                DOMAIN,
                "TUNNEL_CERTIFICATES_KEY",
                "0123456789abcdef0123456789abcdef",
                "TUNNEL_EDGE_ACME_DIRECTORY",
                directory(),
                "TUNNEL_EDGE_ACME_TERMS_AGREED",
                "yes",
                "TUNNEL_EDGE_ACME_CA",
                keys.certificate().toString());
    }

    public String directory() {
        return "https://localhost:%d/dir".formatted(ports.agent());
    }

    public KeyFiles keys() {
        return keys;
    }

    /// The root of what it issues, PEM; another one each time that it is started.
    public String root() {
        return Command.run(
                        "curl",
                        "-sS",
                        "-f",
                        "--cacert",
                        keys.certificate().toString(),
                        "https://localhost:%d/roots/0".formatted(ports.admin()))
                .expectSuccess()
                .output();
    }

    /// Its DNS, as a name server.
    public int dnsPort() {
        return ports.http();
    }

    /// Where its DNS is told what to answer.
    public String dnsManagement() {
        return "http://127.0.0.1:%d".formatted(ports.https());
    }

    /// Tells its DNS something, such as `add-a`.
    public void tell(String command, String json) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(dnsManagement() + '/' + command))
                            .POST(BodyPublishers.ofString(json))
                            .build();
            if (client.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                throw new AssertionError(command + " was not understood");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What it wrote: every order, authorization and certificate.
    public String log() {
        return server.log();
    }

    /// How many orders there were.
    public long orders() {
        return log().lines().filter(line -> line.contains("Added order")).count();
    }

    @Override
    public void close() {
        server.kill();
        dns.kill();
    }
}
