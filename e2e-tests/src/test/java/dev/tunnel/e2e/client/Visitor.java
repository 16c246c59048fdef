package dev.tunnel.e2e.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Somebody with a browser, so to speak: HTTP/1.1 requests to public URLs.
public final class Visitor implements AutoCloseable {
    private final HttpClient client;

    public Visitor() {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
    }

    public HttpClient client() {
        return client;
    }

    public HttpResponse<String> get(URI url) {
        return send(request(url).build(), BodyHandlers.ofString());
    }

    public HttpResponse<InputStream> download(URI url) {
        return send(request(url).build(), BodyHandlers.ofInputStream());
    }

    public HttpResponse<String> post(URI url, BodyPublisher body) {
        return send(request(url).POST(body).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static HttpRequest.Builder request(URI url) {
        return HttpRequest.newBuilder(url).timeout(Duration.ofMinutes(2));
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
