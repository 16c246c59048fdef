package dev.tunnel.e2e.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tunnel.e2e.stack.Pebble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The directory of an ACME server that takes no new orders from us for a while.
public final class RateLimitedDirectory implements AutoCloseable {
    private static final Pattern NEW_ORDER = Pattern.compile("\"newOrder\": *\"[^\"]*\"");
    private static final Pattern NEW_NONCE = Pattern.compile("\"newNonce\": *\"([^\"]*)\"");

    private final HttpsServer server;
    private final HttpClient client;
    private final Pebble pebble;
    private final Duration pause;

    private RateLimitedDirectory(Pebble pebble, Duration pause)
            throws IOException, GeneralSecurityException {
        this.pebble = pebble;
        this.pause = pause;
        var context = context(pebble.keys().certificate().resolveSibling("store.p12"));
        this.client = HttpClient.newBuilder().sslContext(context).build();
        this.server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/dir", this::directory);
        server.createContext("/limited", this::limited);
        server.start();
    }

    /// @param pause how long it wants to be left alone
    public static RateLimitedDirectory start(Pebble pebble, Duration pause)
            throws IOException, GeneralSecurityException {
        return new RateLimitedDirectory(pebble, pause);
    }

    public String url() {
        return "https://localhost:%d/dir".formatted(server.getAddress().getPort());
    }

    private void directory(HttpExchange exchange) throws IOException {
        var here = "\"newOrder\": \"https://localhost:%d/limited\"";
        var text =
                NEW_ORDER
                        .matcher(get(pebble.directory()).body())
                        .replaceFirst(here.formatted(server.getAddress().getPort()));
        send(exchange, 200, "application/json", text);
    }

    private void limited(HttpExchange exchange) throws IOException {
        var nonces = NEW_NONCE.matcher(get(pebble.directory()).body());
        if (!nonces.find()) {
            throw new IOException("no newNonce");
        }
        exchange.getResponseHeaders()
                .set(
                        "Replay-Nonce",
                        get(nonces.group(1)).headers().firstValue("Replay-Nonce").orElseThrow());
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(pause.toSeconds()));
        send(
                exchange,
                429,
                "application/problem+json",
                "{\"type\":\"urn:ietf:params:acme:error:rateLimited\",\"detail\":\"too many\"}");
    }

    private HttpResponse<String> get(String url) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        var password = "changeit".toCharArray();
        var keys = KeyStore.getInstance(store.toFile(), password);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", keys.getCertificate("it"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
