package dev.tunnel.server.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged platform as its own process.
public final class PlatformProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private PlatformProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Starts it and waits until it answers at all.
    ///
    /// @param directory for its data and its log
    /// @param settings environment variables
    public static PlatformProcess start(Path directory, Map<String, String> settings)
            throws IOException {
        int port = freePort();
        Path log = Files.createTempFile(directory, "platform", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                JAR.toAbsolutePath().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TUNNEL_"));
        builder.environment().put("TUNNEL_PLATFORM_PORT", String.valueOf(port));
        builder.environment().put("TUNNEL_DATA_DIR", directory.toString());
        builder.environment().putAll(settings);
        PlatformProcess platform = new PlatformProcess(builder.start(), log, port);
        platform.awaitStatus("/q/health/live", 200);
        return platform;
    }

    /// Waits until a path answers with a status.
    ///
    /// @throws IllegalStateException with what it wrote, if it ended meanwhile
    public void awaitStatus(String path, int status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || status(path) == status);
        if (!process.isAlive()) {
            throw new IllegalStateException("The platform ended: " + log());
        }
    }

    /// Calls it.
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    /// Calls it with a JSON body.
    public HttpResponse<String> post(String path, String json)
            throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    /// Ends it as an operator does.
    ///
    /// @return whether it ended in time
    public boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Ends it as the kernel does.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// What it wrote.
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        try {
            if (!terminate()) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /// Where a path of it is.
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
