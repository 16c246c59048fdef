package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.Proxies;
import dev.tunnel.cli.inspect.StatusResource;
import dev.tunnel.cli.reach.HttpAnswer;
import dev.tunnel.cli.reach.HttpCall;
import dev.tunnel.cli.reach.HttpClient;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Asks a running agent through its inspector.
final class AgentClient {

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
        try {
            HttpAnswer answer =
                    new HttpClient(Proxies.NONE, null, timeout)
                            .send(HttpCall.get(URI.create(inspector + "/api/status")));
            if (answer.status() != HTTP_OK) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "the agent at %s answered with status %d"
                                .formatted(inspector, answer.status()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the agent at %s does not answer (%s)".formatted(inspector, Failures.line(e)));
        }
    }
}
