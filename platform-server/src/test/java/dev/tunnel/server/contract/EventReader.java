package dev.tunnel.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.api.edge.EdgeEvent;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Reads an edge's event stream as an edge would, line by line.
final class EventReader implements AutoCloseable {
    /// How long a cut may take, from the owner's decision to the edge.
    static final Duration CUT = Duration.ofSeconds(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reading;
    private volatile boolean ended;

    private EventReader(EdgeCalls edge) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = client.send(request(edge), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        reading =
                Thread.ofVirtual()
                        .start(() -> {
                            try (Stream<String> body = response.body()) {
                                body.filter(line -> !line.isEmpty()).forEach(lines::add);
                            } finally {
                                ended = true;
                            }
                        });
    }

    /// Opens the stream and waits until nothing announced from then on is missed.
    static EventReader open(EdgeCalls edge) throws IOException, InterruptedException {
        EventReader reader = new EventReader(edge);
        assertThat(reader.line(CUT)).startsWith(":");
        return reader;
    }

    static int status(EdgeCalls edge) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response =
                    client.send(request(edge), BodyHandlers.ofLines());
            response.body().close();
            return response.statusCode();
        }
    }

    /// The next event, comments left out.
    EdgeEvent next() throws IOException, InterruptedException {
        String line = line(CUT);
        while (line.startsWith(":")) {
            line = line(CUT);
        }
        assertThat(line).startsWith("data:");
        return JSON.readValue(line.substring("data:".length()), EdgeEvent.class);
    }

    String line(Duration within) throws InterruptedException {
        String line = lines.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(line).as("a line within %s", within).isNotNull();
        return String.valueOf(line);
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() throws InterruptedException {
        client.shutdownNow();
        reading.join(CUT);
    }

    private static HttpRequest request(EdgeCalls edge) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/edge/v1/events"))
                .header("Authorization", "Bearer " + edge.key())
                .header("Accept", "text/event-stream")
                .build();
    }
}
