package dev.tunnel.e2e.stack;

import dev.tunnel.e2e.client.Account;
import dev.tunnel.e2e.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A platform and an edge, started as an operator starts them, with a data folder and ports of
/// their own.
public final class Stack implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path folder;
    private final Ports ports = Ports.allocate();
    private final Map<String, String> environment;
    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private final Api api;
    private Program platform;
    private Program edge;

    private Stack(String name, Map<String, String> database) {
        this(name, _ -> database);
    }

    private Stack(String name, Function<Ports, Map<String, String>> settings) {
        this.folder = newFolder(name);
        this.api = new Api(platformUrl());
        this.environment = environment(settings.apply(ports));
        this.platform = launchPlatform();
        this.edge = launchEdge();
    }

    /// With the platform's embedded Postgres.
    public static Stack start(String name) {
        return new Stack(name, Map.of());
    }

    /// With a Postgres of ours, which can be stopped while the platform runs.
    public static Stack start(String name, Postgres postgres) {
        return new Stack(name, postgres.environment());
    }

    /// With agents that are sent to the HTTPS port, as if no other was let out.
    public static Stack startWithOnePort(String name) {
        return new Stack(
                name,
                ports -> Map.of("TUNNEL_EDGE_PUBLIC_AGENT_PORT", Integer.toString(ports.https())));
    }

    /// With more settings than usual, which depend on its ports.
    public static Stack start(String name, Function<Ports, Map<String, String>> settings) {
        return new Stack(name, settings);
    }

    public Ports ports() {
        return ports;
    }

    public String platformUrl() {
        return "http://localhost:" + ports.platform();
    }

    public Api api() {
        return api;
    }

    public Program platform() {
        return platform;
    }

    public Program edge() {
        return edge;
    }

    /// The stack's data and logs.
    public Path folder() {
        return folder;
    }

    /// The `host:port` of a public HTTP name.
    public String publicHost(String subdomain) {
        return subdomain + ".localhost:" + ports.http();
    }

    /// The API as somebody who has a password.
    public Api logIn(String email, String password) {
        String token =
                api.post("/auth/login", Map.of("email", email, "password", password))
                        .expect(200)
                        .get("accessToken")
                        .asText();
        return api.as(keepSecret(token));
    }

    /// A name that no other test of this stack uses.
    public String newName(String prefix) {
        return prefix + "-" + names.incrementAndGet();
    }

    /// A new account with an authtoken.
    public Account signUp(String name) {
        Account account = Account.signUp(this, newName(name) + "@example.com");
        account.createAuthtoken("laptop");
        return account;
    }

    /// Stops the edge with SIGTERM and starts it again.
    public void restartEdge() {
        edge.close();
        edge = launchEdge();
    }

    /// Kills the edge and starts it again.
    public void restartKilledEdge() {
        edge.kill();
        edge = launchEdge();
    }

    /// Stops the edge and starts it again with other settings.
    public void restartEdge(Map<String, String> changes) {
        edge.close();
        edge = startEdge("edge", changes);
        awaitEdge(edge, ports);
    }

    /// One more edge, known under another name, with ports of its own.
    public Program addEdge(String name, String key, Ports its, Map<String, String> changes) {
        Map<String, String> variables = new HashMap<>(changes);
        variables.put("TUNNEL_DATA_DIR", folder.resolve(name).toString());
        variables.put("TUNNEL_EDGE_NAME", name);
        variables.put("TUNNEL_EDGE_KEY", keepSecret(key));
        variables.putAll(listen(its));
        Program program = startEdge(name, variables);
        awaitEdge(program, its);
        return program;
    }

    /// Runs a statement in the embedded Postgres.
    ///
    /// @return the rows, unaligned
    public String sql(String statement) {
        return Command.run("psql", "-X", "-A", "-t", "-c", statement, postgresUrl().toString())
                .expectSuccess()
                .output()
                .strip();
    }

    /// Something that no log may contain.
    public String keepSecret(String secret) {
        secrets.add(secret);
        return secret;
    }

    /// The URL of the embedded Postgres, as `psql` takes it.
    public URI postgresUrl() {
        try {
            return URI.create(Files.readString(folder.resolve("data/postgres/url")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops the platform as an operator does, or with `kill -9`.
    public void stopPlatform() {
        platform.close();
    }

    public void killPlatform() {
        platform.kill();
    }

    public void startPlatform() {
        platform = launchPlatform();
    }

    /// Fails when a log has a stack trace or a secret in it.
    public void expectCleanLogs() {
        Logs.expectClean(folder, secrets);
    }

    /// Stops both in order, which their logs must survive too.
    @Override
    public void close() {
        edge.close();
        platform.close();
        expectCleanLogs();
    }

    private Program launchPlatform() {
        List<String> command =
                List.of(
                        Checkout.java().toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        Checkout.platformJar().toString());
        Program program =
                Program.start("platform", command, environment, folder.resolve("platform.log"));
        program.awaitReady(
                START_TIMEOUT, () -> Api.answers(platformUrl() + "/q/health/ready", 200));
        return program;
    }

    /// Another edge process with the very same settings.
    public Program startSecondEdge() {
        return startEdge("second-edge", Map.of());
    }

    /// The second edge is the edge from now on.
    public void switchEdge(Program next) {
        edge = next;
        awaitEdge(next, ports);
    }

    /// Asks the edge to drain, as an operator does.
    public void drainEdge() {
        Command.run(
                        "curl",
                        "-sS",
                        "-f",
                        "-X",
                        "POST",
                        "http://127.0.0.1:" + ports.admin() + "/drain")
                .expectSuccess();
    }

    private Program launchEdge() {
        Program program = startEdge("edge", Map.of());
        awaitEdge(program, ports);
        return program;
    }

    private static void awaitEdge(Program program, Ports ports) {
        String ready = "http://127.0.0.1:" + ports.admin() + "/health/ready";
        program.awaitReady(START_TIMEOUT, () -> Api.answers(ready, 200));
    }

    private Program startEdge(String name, Map<String, String> changes) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(changes);
        List<String> command =
                List.of(
                        Checkout.java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=320m",
                        "-jar",
                        Checkout.edgeJar().toString());
        return Program.start(name, command, variables, folder.resolve(name + ".log"));
    }

    private Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(listen(ports));
        variables.put("TUNNEL_DATA_DIR", folder.resolve("data").toString());
        variables.put("TUNNEL_DOMAIN", "localhost");
        variables.put("TUNNEL_EDGE_KEY", keepSecret(newEdgeKey()));
        variables.put("TUNNEL_EDGE_NAME", "edge-1");
        variables.put("TUNNEL_PLATFORM_HOST", "127.0.0.1");
        variables.put("TUNNEL_PLATFORM_PORT", Integer.toString(ports.platform()));
        variables.put("TUNNEL_PLATFORM_URL", "http://127.0.0.1:" + ports.platform());
        variables.put("TUNNEL_EDGE_DRAIN_SECONDS", "5");
        variables.putAll(settings);
        return Map.copyOf(variables);
    }

    private static Map<String, String> listen(Ports ports) {
        return Map.of(
                "TUNNEL_EDGE_HOST",
                "127.0.0.1",
                "TUNNEL_EDGE_HTTP_PORT",
                Integer.toString(ports.http()),
                "TUNNEL_EDGE_HTTPS_PORT",
                Integer.toString(ports.https()),
                "TUNNEL_EDGE_AGENT_PORT",
                Integer.toString(ports.agent()),
                "TUNNEL_EDGE_TCP_PORTS",
                ports.tcpFrom() + "-" + ports.tcpTo(),
                "TUNNEL_EDGE_ADMIN",
                "127.0.0.1:" + ports.admin());
    }

    private static String newEdgeKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return "te_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static Path newFolder(String name) {
        Path folder =
                Checkout.output()
                        .resolve(
                                "%s-%d-%d"
                                        .formatted(
                                                name,
                                                ProcessHandle.current().pid(),
                                                COUNT.incrementAndGet()));
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
