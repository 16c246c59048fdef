package dev.tunnel.bench.stack;

import dev.tunnel.bench.process.Ports;
import dev.tunnel.bench.process.Program;
import dev.tunnel.bench.service.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The product as an operator and a user run it: platform with its Postgres, edge, and one agent
/// with an HTTP tunnel and a TCP tunnel to each service.
public final class Stack implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);
    private static final int TCP_PORTS = 4;
    private static final String SUBDOMAIN = "bench";

    private final Path folder;
    private final int platformPort = Ports.next();
    private final int httpPort = Ports.next();
    private final int httpsPort = Ports.next();
    private final int agentPort = Ports.next();
    private final int adminPort = Ports.next();
    private final int tcpPorts = Ports.range(TCP_PORTS);
    private final String authtoken;
    private final List<Program> programs = new ArrayList<>();

    /// Starts platform and edge; [#startAgent] is what makes the services public.
    public Stack(Path folder) {
        this.folder = folder;
        var variables = variables();
        var url = "http://127.0.0.1:" + platformPort;
        run("platform", platformCommand(), variables)
                .await(() -> Rest.answers(url + "/q/health/ready"), "is ready", START);
        authtoken = new Rest(url).signUp();
        run("edge", edgeCommand(), variables)
                .await(
                        () -> Rest.answers("http://127.0.0.1:" + adminPort + "/health/ready"),
                        "is ready",
                        START);
    }

    private Program run(String name, List<String> command, Map<String, String> variables) {
        var program = Program.start(name, command, variables, folder.resolve(name + ".log"));
        programs.add(program);
        return program;
    }

    private static List<String> platformCommand() {
        return List.of(
                Checkout.java(), "-Xmx512m", "-XX:+UseSerialGC", "-jar", Checkout.platform());
    }

    /// As `./dev up` starts it.
    private static List<String> edgeCommand() {
        var command = new ArrayList<String>();
        command.addAll(
                List.of(
                        Checkout.java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=320m"));
        var more = System.getenv().getOrDefault("BENCH_EDGE_OPTS", "");
        command.addAll(List.of(more.split(" ")).stream().filter(o -> !o.isEmpty()).toList());
        command.addAll(List.of("-jar", Checkout.edge()));
        return command;
    }

    private Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        variables.put("TUNNEL_DATA_DIR", folder.resolve("data").toString());
        variables.put("TUNNEL_DOMAIN", "localhost");
        variables.put("TUNNEL_EDGE_KEY", newEdgeKey());
        variables.put("TUNNEL_PLATFORM_HOST", "127.0.0.1");
        variables.put("TUNNEL_PLATFORM_PORT", "" + platformPort);
        variables.put("TUNNEL_PLATFORM_URL", "http://127.0.0.1:" + platformPort);
        variables.put("TUNNEL_EDGE_HOST", "127.0.0.1");
        variables.put("TUNNEL_EDGE_HTTP_PORT", "" + httpPort);
        variables.put("TUNNEL_EDGE_HTTPS_PORT", "" + httpsPort);
        variables.put("TUNNEL_EDGE_AGENT_PORT", "" + agentPort);
        variables.put("TUNNEL_EDGE_TCP_PORTS", tcpPorts + "-" + (tcpPorts + TCP_PORTS - 1));
        variables.put("TUNNEL_LIMITS_TUNNELS_PER_SESSION", "1000");
        variables.put("TUNNEL_EDGE_ADMIN", "127.0.0.1:" + adminPort);
        return Map.copyOf(variables);
    }

    private static String newEdgeKey() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return "te_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /// Starts the agent and waits for its tunnels.
    ///
    /// @return the agent
    public Program startAgent(Services services) {
        var home = folder.resolve("agent");
        try {
            Files.createDirectories(home);
            Files.writeString(home.resolve("tunnel.yml"), settings(services));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                List.of(
                        Checkout.tunnel(),
                        "start",
                        "--all",
                        "--config",
                        home.resolve("tunnel.yml").toString());
        var agent = run("agent", command, homeOf(home));
        return agent.awaitLog(httpHost(), START)
                .awaitPort(bulkPort(), START)
                .awaitPort(webPort(), START);
    }

    /// Starts another agent with one HTTP tunnel, and waits for that.
    ///
    /// @param name the tunnel's subdomain, and the agent's home
    public Program startHttpAgent(Services services, String name) {
        return startHttpAgent(services, name, Checkout.tunnel());
    }

    /// @return the agent of the archive that `./dev build` makes for this machine, if there is one
    public Optional<String> packagedAgent() {
        return Checkout.packagedTunnel(folder.resolve("archive"));
    }

    /// @param program the agent's program
    public Program startHttpAgent(Services services, String name, String program) {
        var home = folder.resolve(name);
        try {
            Files.createDirectories(home);
            Files.writeString(
                    home.resolve("tunnel.yml"),
                    "server: http://localhost:%d%nauthtoken: %s%n"
                            .formatted(platformPort, authtoken));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                List.of(
                        program,
                        "http",
                        "" + services.webPort(),
                        "--subdomain",
                        name,
                        "--config",
                        home.resolve("tunnel.yml").toString());
        return run(name, command, homeOf(home)).awaitLog(hostOf(name), START);
    }

    private static Map<String, String> homeOf(Path home) {
        return Map.of(
                "HOME", home.toString(),
                "XDG_STATE_HOME", home.toString(),
                "TUNNEL_JAVA_OPTS", System.getenv().getOrDefault("BENCH_AGENT_OPTS", ""));
    }

    private String settings(Services services) {
        return """
        server: http://localhost:%d
        authtoken: %s
        tunnels:
          page:
            proto: http
            target: 127.0.0.1:%d
            subdomain: %s
          web:
            proto: tcp
            target: 127.0.0.1:%d
            remote_port: %d
          bulk:
            proto: tcp
            target: 127.0.0.1:%d
            remote_port: %d
        """
                .formatted(
                        platformPort,
                        authtoken,
                        services.webPort(),
                        SUBDOMAIN,
                        services.webPort(),
                        webPort(),
                        services.bulkPort(),
                        bulkPort());
    }

    public Program edge() {
        return programs.get(1);
    }

    public String authtoken() {
        return authtoken;
    }

    public int agentPort() {
        return agentPort;
    }

    public int httpPort() {
        return httpPort;
    }

    /// The Host of the agent's HTTP tunnel.
    public String httpHost() {
        return hostOf(SUBDOMAIN);
    }

    public String hostOf(String subdomain) {
        return subdomain + ".localhost:" + httpPort;
    }

    public int webPort() {
        return tcpPorts;
    }

    public int bulkPort() {
        return tcpPorts + 1;
    }

    @Override
    public void close() {
        programs.reversed().forEach(Program::close);
    }
}
