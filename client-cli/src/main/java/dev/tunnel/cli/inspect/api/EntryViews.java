package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.api.EntryResource.Detail;
import dev.tunnel.cli.inspect.api.EntryResource.Field;
import dev.tunnel.cli.inspect.api.EntryResource.Part;
import dev.tunnel.cli.inspect.api.EntryResource.Times;
import dev.tunnel.cli.inspect.capture.Body;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.capture.Source;
import dev.tunnel.cli.inspect.capture.Timing;
import dev.tunnel.cli.inspect.http.Headers;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Entries in the page's words.
final class EntryViews {

    private final Masking masking;
    private final Heads heads;
    private final Bodies bodies;

    EntryViews(Masking masking) {
        this.masking = masking;
        this.heads = new Heads(masking);
        this.bodies = new Bodies(masking);
    }

    EntryResource summary(Entry entry) {
        Source source = entry.source();
        RequestHead request = entry.request();
        ResponseHead response = entry.response();
        return new EntryResource(
                entry.id(),
                word(source.kind()),
                source.tunnel(),
                source.visitor(),
                source.tls(),
                entry.start().toString(),
                word(entry.state()),
                word(entry.stream()),
                entry.replayOf(),
                request == null ? "" : request.method(),
                request == null ? "" : masking.pairs(request.target()),
                request == null ? "" : request.headers().first("host").orElse(""),
                response == null ? 0 : response.status(),
                micros(entry.timing().duration()),
                entry.sent().size(),
                entry.received().size(),
                response == null ? "" : response.headers().mediaType(),
                entry.messages().count(),
                entry.note());
    }

    /// @param roundTrip between agent and edge, in milliseconds
    Detail detail(Entry entry, OptionalDouble roundTrip) {
        Timing timing = entry.timing();
        RequestHead request = entry.request();
        ResponseHead response = entry.response();
        return new Detail(
                summary(entry),
                entry.source().target(),
                new Times(
                        micros(timing.connect()),
                        micros(timing.requestEnd()),
                        micros(timing.responseStart()),
                        micros(timing.responseEnd())),
                roundTrip.isPresent() ? Math.round(roundTrip.getAsDouble() * 1000) : null,
                entry.interim(),
                part(request, entry),
                response == null
                        ? raw(entry.received(), request == null)
                        : part(Heads.line(response), response.headers(), entry.received()),
                MessageViews.of(entry),
                Replays.obstacle(entry).orElse(""));
    }

    private @Nullable Part part(@Nullable RequestHead request, Entry entry) {
        return request == null
                ? raw(entry.sent(), true)
                : part(heads.line(request), request.headers(), entry.sent());
    }

    /// What a connection carried, or nothing.
    private static @Nullable Part raw(Body body, boolean connection) {
        return connection && body.size() > 0
                ? new Part("", List.of(), "", body.size(), body.content().length(), "", true)
                : null;
    }

    private Part part(String line, Headers headers, Body body) {
        List<Field> fields =
                masking.headers(headers).stream()
                        .map(header ->
                                new Field(
                                        header.name(),
                                        header.value(),
                                        masking.isSecret(header.name())))
                        .toList();
        return new Part(
                line,
                fields,
                headers.first("content-type").orElse(""),
                body.size(),
                body.content().length(),
                Bodies.encoding(headers),
                bodies.decodes(headers));
    }

    private static long micros(long nanos) {
        return nanos < 0 ? -1 : nanos / 1000;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
