package dev.tunnel.edge;

import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.platform.StubPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An edge as operators run it: a process with environment variables and the memory it is given.
record EdgeProcess(Process process, Path output, int agentPort, int adminPort)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Starts one and waits until the platform knows it.
    static EdgeProcess start(StubPlatform platform, Path data) throws IOException {
        var edge = launch(platform, data, Map.of());
        await().atMost(PATIENCE).until(edge::isReady);
        return edge;
    }

    /// Starts one that need not come far.
    static EdgeProcess launch(StubPlatform platform, Path data, Map<String, String> more)
            throws IOException {
        int agentPort = RunningEdge.freePort();
        int adminPort = RunningEdge.freePort();
        var output = Files.createTempFile(data, "edge", ".log");
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:MaxDirectMemorySize=320m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgeMain.class.getName()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        var variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("TUNNEL_"));
        variables.put("TUNNEL_PLATFORM_URL", platform.url().toString());
        variables.put("TUNNEL_EDGE_KEY", StubPlatform.KEY);
        variables.put("TUNNEL_DATA_DIR", data.toString());
        variables.put("TUNNEL_EDGE_HOST", "127.0.0.1");
        variables.put("TUNNEL_EDGE_HTTP_PORT", "0");
        variables.put("TUNNEL_EDGE_HTTPS_PORT", "0");
        variables.put("TUNNEL_EDGE_AGENT_PORT", String.valueOf(agentPort));
        variables.put("TUNNEL_EDGE_ADMIN", "127.0.0.1:" + adminPort);
        variables.put("TUNNEL_EDGE_REPORT_SECONDS", "1");
        variables.put("TUNNEL_EDGE_DRAIN_SECONDS", "2");
        variables.putAll(more);
        return new EdgeProcess(builder.start(), output, agentPort, adminPort);
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the edge ended: " + text());
        }
        try {
            return get("/health/ready").startsWith("ready");
        } catch (IOException e) {
            return false;
        }
    }

    String get(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + adminPort + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        }
    }

    long metric(String series) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToLong(line -> Long.parseLong(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /// Waits for its end.
    ///
    /// @return the exit status
    int exit(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running: " + text());
        }
        return process.exitValue();
    }

    /// Everything it printed.
    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
