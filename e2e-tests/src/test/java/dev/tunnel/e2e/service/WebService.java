package dev.tunnel.e2e.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A web service on a loopback port, as somebody would tunnel to it.
///
/// - `/` says its name; `/head` repeats the request's method and headers
/// - `POST /digest` answers size and SHA-256 of the body; `/bytes?SIZE` sends a [Pattern]
/// - `/events` sends each event that a test gives to [#emit], at once
public final class WebService implements AutoCloseable {
    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private WebService(String name, HttpServer server) {
        this.name = name;
        this.server = server;
    }

    public static WebService start(String name) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            WebService service = new WebService(name, HttpServer.create(address, 0));
            service.listen();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its port, as an argument of `tunnel http`.
    public String target() {
        return Integer.toString(server.getAddress().getPort());
    }

    /// What `/` answers.
    public String greeting() {
        return "hello from " + name;
    }

    /// Sends an event to the one who reads `/events`.
    public void emit(String event) {
        events.add(event);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void listen() {
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, greeting()));
        server.createContext("/head", exchange -> answer(exchange, head(exchange)));
        server.createContext(
                "/digest",
                exchange -> answer(exchange, Pattern.digest(exchange.getRequestBody()).toString()));
        server.createContext("/bytes", WebService::sendBytes);
        server.createContext("/events", this::sendEvents);
        server.start();
    }

    private static String head(HttpExchange exchange) {
        StringBuilder text = new StringBuilder();
        text.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
        exchange.getRequestHeaders()
                .forEach((header, values) ->
                        values.forEach(value ->
                                text.append('\n').append(header).append(": ").append(value)));
        return text.toString();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void sendBytes(HttpExchange exchange) throws IOException {
        long size = Long.parseLong(exchange.getRequestURI().getQuery());
        exchange.sendResponseHeaders(200, size);
        try (OutputStream out = exchange.getResponseBody()) {
            new Pattern(size).transferTo(out);
        }
    }

    private void sendEvents(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            while (true) {
                out.write(("data: " + events.take() + "\n\n").getBytes(UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
