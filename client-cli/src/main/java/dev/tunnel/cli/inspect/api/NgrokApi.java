package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.InspectorApi;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The agent API as ngrok has it.
final class NgrokApi {

    private static final int TUNNEL_NOT_STARTED = 103;

    private final InspectorApi tunnels;
    private final NgrokRequests requests;
    private final Captures captures;
    private final AgentControl control;
    private final Replays replays;
    private final Json json = new Json();

    NgrokApi(InspectorParts parts) {
        this.tunnels = new InspectorApi(parts.agent());
        this.requests = new NgrokRequests(parts.agent(), parts.captures(), parts.masking());
        this.captures = parts.captures();
        this.control = parts.control();
        this.replays = new Replays(parts.masking());
    }

    /// Empty for a path that is not of this API.
    Optional<CompletionStage<Answer>> answer(Call call) {
        String path = call.path();
        return switch (path) {
            case "/api", "/api/" -> now(call, Answer.json(200, InspectorApi.ROOT));
            case InspectorApi.STATUS -> now(call, Answer.json(200, tunnels.status()));
            case InspectorApi.TUNNELS -> Optional.of(tunnels(call));
            case NgrokRequests.PATH -> Optional.of(requests(call));
            default -> single(call);
        };
    }

    private Optional<CompletionStage<Answer>> single(Call call) {
        String tunnel = below(InspectorApi.TUNNELS, call.path());
        String request = below(NgrokRequests.PATH, call.path());
        if (!tunnel.isEmpty()) {
            return Optional.of(tunnel(call, tunnel));
        }
        return request.isEmpty() ? Optional.empty() : now(call, Answer.json(200, write(request)));
    }

    private static String below(String folder, String path) {
        return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : "";
    }

    private static Optional<CompletionStage<Answer>> now(Call call, Answer answer) {
        if (!call.reads()) {
            throw methodNotAllowed(call);
        }
        return Optional.of(CompletableFuture.completedStage(answer));
    }

    private static ApiException methodNotAllowed(Call call) {
        return new ApiException(405, 101, "method not allowed", call.method() + " " + call.path());
    }

    // --- tunnels ---

    private CompletionStage<Answer> tunnels(Call call) {
        return switch (call.method()) {
            case "GET", "HEAD" ->
                    CompletableFuture.completedStage(Answer.json(200, tunnels.tunnels()));
            case "POST" -> open(json.object(call.body()));
            default -> throw methodNotAllowed(call);
        };
    }

    private CompletionStage<Answer> open(Map<String, Object> fields) {
        TunnelDefinition wanted;
        try {
            wanted = TunnelWish.read(fields);
        } catch (ConfigException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
        return control.open(wanted)
                .thenApply(_ ->
                        tunnels.tunnel(wanted.name())
                                .or(() -> tunnels.tunnel(wanted.name() + " (http)"))
                                .map(resource -> Answer.json(201, resource))
                                .orElseThrow(() ->
                                        new ApiException(
                                                502,
                                                TUNNEL_NOT_STARTED,
                                                "failed to start tunnel",
                                                "it was closed again")));
    }

    private CompletionStage<Answer> tunnel(Call call, String name) {
        if (call.reads()) {
            return CompletableFuture.completedStage(
                    tunnels.tunnel(name)
                            .map(resource -> Answer.json(200, resource))
                            .orElseThrow(() -> noTunnel(name)));
        }
        if (!call.method().equals("DELETE")) {
            throw methodNotAllowed(call);
        }
        AgentFacts facts = tunnels.facts();
        String own = InspectorApi.ownName(facts, name).orElseThrow(() -> noTunnel(name));
        return control.close(own)
                .thenApply(closed -> {
                    if (!closed) {
                        throw noTunnel(name);
                    }
                    return Answer.empty();
                });
    }

    private static ApiException noTunnel(String name) {
        return ApiException.notFound("tunnel \"%s\" does not exist".formatted(name));
    }

    // --- captured requests ---

    private CompletionStage<Answer> requests(Call call) {
        return switch (call.method()) {
            case "GET", "HEAD" ->
                    CompletableFuture.completedStage(
                            Answer.json(
                                    200,
                                    json.write(
                                            NgrokRequest.Page.class,
                                            requests.list(
                                                    call.query("limit"),
                                                    call.query("tunnel_name")))));
            case "DELETE" -> {
                captures.clear();
                yield CompletableFuture.completedStage(Answer.empty());
            }
            case "POST" -> replay(json.object(call.body()));
            default -> throw methodNotAllowed(call);
        };
    }

    private CompletionStage<Answer> replay(Map<String, Object> fields) {
        String id = text(fields, "id");
        Entry entry = captures.find(id).orElseThrow(() -> noRequest(id));
        String wanted = text(fields, "tunnel_name");
        AgentFacts facts = tunnels.facts();
        String tunnel =
                wanted.isEmpty()
                        ? entry.source().tunnel()
                        : InspectorApi.ownName(facts, wanted).orElseThrow(() -> noTunnel(wanted));
        return control.replay(tunnel, id, replays.request(entry, Replays.Edit.NONE))
                .thenApply(_ -> Answer.empty());
    }

    private static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static ApiException noRequest(String id) {
        return ApiException.notFound("request \"%s\" does not exist".formatted(id));
    }

    private String write(String id) {
        return requests.find(id)
                .map(request -> json.write(NgrokRequest.class, request))
                .orElseThrow(() -> noRequest(id));
    }
}
