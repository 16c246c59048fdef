package dev.tunnel.edge.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tunnel.api.Problem;
import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A [FakePlatform] behind real HTTP on loopback, which can be stopped and started again on the
/// same port.
public final class StubPlatform implements AutoCloseable {
    public static final String KEY = "te_test";

    private final FakePlatform platform = new FakePlatform(Runnable::run);
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;
    private volatile boolean silent;
    private int port;

    public FakePlatform platform() {
        return platform;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// From now on the event stream says nothing, not even its keep-alive.
    public void silence(boolean silent) {
        this.silent = silent;
    }

    /// Sends a line of the event stream as it is.
    public void line(String line) {
        lines.add(line);
    }

    public void start() throws IOException {
        var next =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        next.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        next.createContext("/edge/v1", this::handle);
        next.createContext("/", StubPlatform::page);
        next.start();
        port = next.getAddress().getPort();
        server = next;
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refuse(exchange, ProblemCode.UNAUTHENTICATED, "no such edge");
                return;
            }
            var path = exchange.getRequestURI().getPath().substring("/edge/v1/".length());
            switch (path) {
                case "events" -> stream(exchange);
                case "register" ->
                        StubPlatform.<EdgeRegistered>answer(
                                exchange,
                                a -> platform.register(body(exchange, EdgeRegistration.class), a));
                case "heartbeat" ->
                        StubPlatform.<EdgeHeartbeat.Answer>answer(
                                exchange,
                                a -> platform.heartbeat(body(exchange, EdgeHeartbeat.class), a));
                case "sessions" ->
                        StubPlatform.<SessionGranted>answer(
                                exchange,
                                a -> platform.authorise(body(exchange, AuthoriseRequest.class), a));
                case "claims" ->
                        StubPlatform.<ClaimGranted>answer(
                                exchange,
                                a -> platform.claim(body(exchange, ClaimRequest.class), a));
                case "usage" ->
                        StubPlatform.<Outcome.Done>answer(
                                exchange,
                                a -> platform.report(body(exchange, UsageReport.class), a));
                default -> farewell(exchange, path.split("/"));
            }
        }
    }

    /// A page of the web admin: what was asked for, by whom, as a proxy in front says.
    private static void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var text =
                    "%s %s host=%s for=%s proto=%s body=%s"
                            .formatted(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestURI(),
                                    headers.getFirst("Host"),
                                    headers.getFirst("X-Forwarded-For"),
                                    headers.getFirst("X-Forwarded-Proto"),
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void farewell(HttpExchange exchange, String[] path) throws IOException {
        var id = UUID.fromString(path[1]);
        if (path[0].equals("sessions")) {
            StubPlatform.<Outcome.Done>answer(
                    exchange, a -> platform.end(id, body(exchange, SessionEnd.class), a));
        } else {
            StubPlatform.<Outcome.Done>answer(
                    exchange, a -> platform.release(id, body(exchange, ClaimRelease.class), a));
        }
    }

    private static <T> T body(HttpExchange exchange, Class<T> type) {
        return EdgeJson.JSON.type(type).fromJson(exchange.getRequestBody());
    }

    private static <T> void answer(HttpExchange exchange, Consumer<Consumer<Outcome<T>>> call)
            throws IOException {
        var outcome = new AtomicReference<@Nullable Outcome<T>>();
        call.accept(outcome::set);
        switch (outcome.get()) {
            case Outcome.Ok<T>(Outcome.Done _) -> exchange.sendResponseHeaders(204, -1);
            case Outcome.Ok<T>(var value) -> send(exchange, 200, value);
            case Outcome.Refused<T>(var code, var message) -> refuse(exchange, code, message);
            case Outcome.Unavailable<T>(var why) -> refuse(exchange, ProblemCode.UNAVAILABLE, why);
            case null -> throw new IllegalStateException("no answer");
        }
    }

    private static void refuse(HttpExchange exchange, ProblemCode code, String message)
            throws IOException {
        send(
                exchange,
                code.status(),
                new Problem("about:blank", "no", code.status(), code.wire(), message, null));
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = EdgeJson.JSON.toJsonBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        try {
            while (server != null) {
                var line = lines.poll(10, TimeUnit.MILLISECONDS);
                var text = new StringBuilder(line == null ? "" : line);
                for (var event : platform.takeEvents()) {
                    text.append("data: ").append(EdgeJson.JSON.toJson(event)).append("\n\n");
                }
                if (!silent) {
                    out.write(
                            (text.isEmpty() ? ":\n\n" : text)
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
