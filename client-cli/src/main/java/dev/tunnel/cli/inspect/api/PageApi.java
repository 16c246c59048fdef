package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.capture.Body;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.http.Header;
import dev.tunnel.cli.inspect.http.Headers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the page asks for, under `/api/inspector`.
public final class PageApi {

    static final String PREFIX = "/api/inspector/";

    private static final Pattern ENTRY =
            Pattern.compile("entries/([0-9a-f]{1,32})(?:/(sent|received))?");

    private final InspectorParts parts;
    private final Captures captures;
    private final EntryViews views;
    private final Bodies bodies;
    private final Replays replays;
    private final Json json = new Json();

    public PageApi(InspectorParts parts) {
        this.parts = parts;
        this.captures = parts.captures();
        this.views = new EntryViews(parts.masking());
        this.bodies = new Bodies(parts.masking());
        this.replays = new Replays(parts.masking());
    }

    /// Empty for a path that is not of this API.
    Optional<CompletionStage<Answer>> answer(Call call) {
        if (!call.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String path = call.path().substring(PREFIX.length());
        if (call.reads()) {
            return read(path).map(CompletableFuture::completedStage);
        }
        return call.method().equals("POST") ? change(path, call.body()) : Optional.empty();
    }

    private Optional<Answer> read(String path) {
        Matcher entry = ENTRY.matcher(path);
        if (path.equals("entries")) {
            return Optional.of(Answer.json(200, feed(captures.entries())));
        }
        if (path.equals("live")) {
            return Optional.of(new Answer.Live());
        }
        if (!entry.matches()) {
            return Optional.empty();
        }
        Entry found = find(entry.group(1));
        String side = entry.group(2);
        return Optional.of(side == null ? detail(found) : body(found, side.equals("sent")));
    }

    /// Entries as the list shows them.
    public String feed(List<Entry> entries) {
        return json.write(
                EntryResource.Feed.class,
                new EntryResource.Feed(
                        captures.paused(), entries.stream().map(views::summary).toList()));
    }

    private Answer detail(Entry entry) {
        return Answer.json(
                200,
                json.write(
                        EntryResource.Detail.class,
                        views.detail(entry, parts.agent().get().latencyMillis())));
    }

    private Answer body(Entry entry, boolean sent) {
        Headers headers =
                sent
                        ? entry.request() == null ? Headers.NONE : entry.request().headers()
                        : entry.response() == null ? Headers.NONE : entry.response().headers();
        Body body = sent ? entry.sent() : entry.received();
        return bodies.readable(headers, body)
                .map(bytes -> Answer.bytes("application/octet-stream", bytes))
                .orElseThrow(() ->
                        new ApiException(410, 201, "the body is not available", "no longer kept"));
    }

    private Entry find(String id) {
        return captures.find(id)
                .orElseThrow(() -> ApiException.notFound("no entry \"%s\"".formatted(id)));
    }

    private Optional<CompletionStage<Answer>> change(String path, byte[] body) {
        Map<String, Object> fields = json.object(body);
        return switch (path) {
            case "clear" -> {
                captures.clear();
                yield Optional.of(CompletableFuture.completedStage(Answer.empty()));
            }
            case "pause" -> {
                captures.pause(Boolean.TRUE.equals(fields.get("paused")));
                yield Optional.of(CompletableFuture.completedStage(Answer.empty()));
            }
            case "replay" -> Optional.of(replay(fields));
            default -> Optional.empty();
        };
    }

    private CompletionStage<Answer> replay(Map<String, Object> fields) {
        String id = text(fields, "id") instanceof String given ? given : "";
        Entry entry = find(id);
        byte[] request =
                replays.request(
                        entry,
                        new Replays.Edit(
                                text(fields, "method"),
                                text(fields, "target"),
                                headers(fields.get("headers")),
                                bytes(text(fields, "body"))));
        return parts.control()
                .replay(entry.source().tunnel(), id, request)
                .thenApply(made -> Answer.json(200, "{\"id\":\"%s\"}".formatted(made)));
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    private static byte @Nullable [] bytes(@Nullable String base64) {
        try {
            return base64 == null ? null : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw ApiException.badRequest("the body is not Base64");
        }
    }

    /// A list of `{"name": …, "value": …}`.
    private static @Nullable List<Header> headers(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            return null;
        }
        List<Header> headers = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> field)
                    || !(field.get("name") instanceof String name)
                    || !(field.get("value") instanceof String text)) {
                throw ApiException.badRequest("headers is a list of names and values");
            }
            headers.add(new Header(name, text));
        }
        return headers;
    }
}
