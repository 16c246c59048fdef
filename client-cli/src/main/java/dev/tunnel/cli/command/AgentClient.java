package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.inspect.StatusResource;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a running agent through its inspector.
final class AgentClient {

    private static final int MAX_ANSWER = 1 << 20;
    private static final int HTTP_OK = 200;

    private final Duration timeout;

    AgentClient(Duration timeout) {
        this.timeout = timeout;
    }

    StatusResource status(String inspector) {
        try {
            return Jsonb.builder().build().type(StatusResource.class).fromJson(json(inspector));
        } catch (JsonException _) {
            throw new CommandFailure(
                    ExitCode.FAILED, "%s is not an agent of this version".formatted(inspector));
        }
    }

    /// The agent's status as it says it.
    String json(String inspector) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(inspector + "/api/status"))
                        .timeout(timeout)
                        .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build()) {
            HttpResponse<String> response =
                    client.send(
                            request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER));
            if (response.statusCode() != HTTP_OK) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the agent at %s answered with status %d"
                                .formatted(inspector, response.statusCode()));
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the agent at %s does not answer (%s)".formatted(inspector, Failures.line(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted");
        }
    }
}
