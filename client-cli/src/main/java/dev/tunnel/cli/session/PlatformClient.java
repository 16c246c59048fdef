package dev.tunnel.cli.session;

import dev.tunnel.api.Problem;
import dev.tunnel.api.rest.CurrentAuthtoken;
import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.reach.HttpAnswer;
import dev.tunnel.cli.reach.HttpCall;
import dev.tunnel.cli.reach.HttpClient;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;

/// The platform's REST API, as far as the agent needs it. Calls block and are bounded.
@Json.Import({ServerInfo.class, CurrentAuthtoken.class, Problem.class})
public final class PlatformClient {

    private static final int HTTP_OK = 200;
    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;

    private final ServerUrl server;
    private final HttpClient http;
    private final Jsonb json = Jsonb.builder().build();

    public PlatformClient(ServerUrl server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    /// The answer to `GET /api/v1/server`.
    public sealed interface ServerAnswer {
        record Known(ServerInfo info) implements ServerAnswer {}

        record Unreachable(String reason) implements ServerAnswer {}
    }

    /// The answer to `GET /api/v1/authtokens/current`.
    public sealed interface TokenAnswer {
        record Valid(CurrentAuthtoken token) implements TokenAnswer {}

        record Rejected(String code, String message) implements TokenAnswer {}

        record Unknown(String reason) implements TokenAnswer {}
    }

    public ServerAnswer server() {
        try {
            HttpAnswer response = http.send(get("/api/v1/server"));
            if (response.status() != HTTP_OK) {
                return new ServerAnswer.Unreachable(status(response));
            }
            return new ServerAnswer.Known(json.type(ServerInfo.class).fromJson(response.body()));
        } catch (IOException e) {
            return new ServerAnswer.Unreachable(reason(e));
        } catch (JsonException _) {
            return new ServerAnswer.Unreachable(
                    "%s does not answer like a tunnel platform".formatted(server));
        }
    }

    public TokenAnswer token(Secret authtoken) {
        HttpCall call =
                get("/api/v1/authtokens/current")
                        .with("Authorization", "Bearer " + authtoken.value());
        try {
            HttpAnswer response = http.send(call);
            return switch (response.status()) {
                case HTTP_OK ->
                        new TokenAnswer.Valid(
                                json.type(CurrentAuthtoken.class).fromJson(response.body()));
                case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN -> rejected(response);
                default -> new TokenAnswer.Unknown(status(response));
            };
        } catch (IOException e) {
            return new TokenAnswer.Unknown(reason(e));
        } catch (JsonException _) {
            return new TokenAnswer.Unknown(
                    "%s does not answer like a tunnel platform".formatted(server));
        }
    }

    private TokenAnswer rejected(HttpAnswer response) {
        Problem problem = json.type(Problem.class).fromJson(response.body());
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        return new TokenAnswer.Rejected(problem.code(), detail);
    }

    private HttpCall get(String path) {
        return HttpCall.get(server.resolve(path));
    }

    private String status(HttpAnswer response) {
        return "%s answered with status %d".formatted(server, response.status());
    }

    private String reason(IOException failure) {
        return "%s does not answer (%s)".formatted(server, Failures.line(failure));
    }
}
