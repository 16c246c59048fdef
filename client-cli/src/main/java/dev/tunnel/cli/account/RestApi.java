package dev.tunnel.cli.account;

import dev.tunnel.api.Problem;
import dev.tunnel.cli.account.RestFailure.Reason;
import dev.tunnel.cli.config.Failures;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.ServerUrl;
import dev.tunnel.cli.reach.HttpAnswer;
import dev.tunnel.cli.reach.HttpCall;
import dev.tunnel.cli.reach.HttpClient;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.io.IOException;
import java.util.Map;

/// JSON calls to the platform's REST API with a credential. Each blocks for a bounded time and
/// fails with a [RestFailure].
@Json.Import(Problem.class)
final class RestApi {
    private final ServerUrl server;
    private final HttpClient http;
    private final Secret credential;
    private final Jsonb json = Jsonb.builder().build();

    RestApi(ServerUrl server, HttpClient http, Secret credential) {
        this.server = server;
        this.http = http;
        this.credential = credential;
    }

    Map<String, Object> get(String path) {
        return object(send(HttpCall.get(server.resolve(path))));
    }

    Map<String, Object> post(String path, Map<String, Object> body) {
        return object(send(HttpCall.post(server.resolve(path), json.toJson(body))));
    }

    void delete(String path) {
        send(HttpCall.delete(server.resolve(path)));
    }

    private HttpAnswer send(HttpCall call) {
        try {
            HttpAnswer answer =
                    http.send(call.with("Authorization", "Bearer " + credential.value()));
            if (answer.status() / 100 != 2) {
                throw failure(answer);
            }
            return answer;
        } catch (IOException e) {
            throw new RestFailure(
                    Reason.UNREACHABLE,
                    "%s does not answer (%s)".formatted(server, Failures.line(e)));
        }
    }

    private Map<String, Object> object(HttpAnswer answer) {
        try {
            return json.<Map<String, Object>>type(Types.mapOf(Object.class))
                    .fromJson(answer.body());
        } catch (JsonException _) {
            throw new RestFailure(
                    Reason.FAILED, "%s does not answer like a tunnel platform".formatted(server));
        }
    }

    private RestFailure failure(HttpAnswer answer) {
        return new RestFailure(reason(answer.status()), detail(answer));
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401, 403 -> Reason.CREDENTIAL;
            case 409, 402 -> Reason.REFUSED;
            case 400, 422 -> Reason.INVALID;
            case 404 -> Reason.MISSING;
            case 502, 503, 504 -> Reason.UNREACHABLE;
            default -> Reason.FAILED;
        };
    }

    private String detail(HttpAnswer answer) {
        try {
            Problem problem = json.type(Problem.class).fromJson(answer.body());
            String detail = problem.detail();
            return detail == null || detail.isEmpty() ? problem.title() : detail;
        } catch (JsonException | NullPointerException _) {
            return "%s answered with status %d".formatted(server, answer.status());
        }
    }
}
