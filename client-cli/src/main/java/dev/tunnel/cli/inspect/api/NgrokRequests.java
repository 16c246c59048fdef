package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.capture.Body;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.capture.Source;
import dev.tunnel.cli.inspect.http.Header;
import dev.tunnel.cli.inspect.http.Headers;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/requests/http` as ngrok answers it.
final class NgrokRequests {

    static final String PATH = "/api/requests/http";

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 1000;

    /// All raw bytes of one answer: a list of large bodies would not fit into memory.
    private static final long MAX_RAW = 8L << 20;

    private final Supplier<AgentFacts> agent;
    private final Captures captures;
    private final Masking masking;
    private final Heads heads;
    private final Bodies bodies;

    NgrokRequests(Supplier<AgentFacts> agent, Captures captures, Masking masking) {
        this.agent = agent;
        this.captures = captures;
        this.masking = masking;
        this.heads = new Heads(masking);
        this.bodies = new Bodies(masking);
    }

    /// @param limit as asked for, or empty
    /// @param tunnel a name as in the list of tunnels, or empty for all
    NgrokRequest.Page list(String limit, String tunnel) {
        int wanted = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : DEFAULT_LIMIT;
        List<NgrokRequest> requests = new ArrayList<>();
        long raw = 0;
        for (Entry entry : captures.entries()) {
            if (requests.size() >= Math.min(wanted, MAX_LIMIT) || raw > MAX_RAW) {
                break;
            }
            if (entry.request() != null && isOf(entry.source(), tunnel)) {
                requests.add(resource(entry));
                raw += entry.sent().content().length() + entry.received().content().length();
            }
        }
        return new NgrokRequest.Page(PATH, requests);
    }

    Optional<NgrokRequest> find(String id) {
        return captures.find(id).filter(entry -> entry.request() != null).map(this::resource);
    }

    private boolean isOf(Source source, String tunnel) {
        return tunnel.isEmpty() || tunnel.equals(source.tunnel()) || tunnel.equals(name(source));
    }

    /// Of a tunnel with two URLs the plain one has a name of its own.
    private String name(Source source) {
        boolean plainOfTwo =
                !source.tls()
                        && agent.get().tunnels().stream()
                                .anyMatch(tunnel ->
                                        tunnel.name().equals(source.tunnel())
                                                && tunnel.urls().size() > 1);
        return plainOfTwo ? source.tunnel() + " (http)" : source.tunnel();
    }

    private NgrokRequest resource(Entry entry) {
        RequestHead request = Objects.requireNonNull(entry.request());
        return new NgrokRequest(
                PATH + "/" + entry.id(),
                entry.id(),
                name(entry.source()),
                host(entry.source().visitor()),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        OffsetDateTime.ofInstant(entry.start(), ZoneId.systemDefault())),
                entry.timing().duration(),
                request(request, entry.sent()),
                response(entry.response(), entry.received()));
    }

    /// `ip:port` without the port.
    private static String host(String visitor) {
        int colon = visitor.lastIndexOf(':');
        String host = colon < 0 ? visitor : visitor.substring(0, colon);
        return host.startsWith("[") ? host.substring(1, Math.max(host.length() - 1, 1)) : host;
    }

    private NgrokRequest.Request request(RequestHead head, Body body) {
        List<Header> headers = masking.headers(head.headers());
        return new NgrokRequest.Request(
                head.method(),
                head.version(),
                Heads.map(headers),
                masking.pairs(head.target()),
                raw(heads.text(heads.line(head), headers), head.headers(), body));
    }

    private NgrokRequest.@Nullable Response response(@Nullable ResponseHead head, Body body) {
        if (head == null) {
            return null;
        }
        List<Header> headers = masking.headers(head.headers());
        return new NgrokRequest.Response(
                Heads.status(head),
                head.status(),
                head.version(),
                Heads.map(headers),
                raw(heads.text(Heads.line(head), headers), head.headers(), body));
    }

    private String raw(byte[] head, Headers headers, Body body) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(head);
        raw.writeBytes(bodies.raw(headers, body));
        return Base64.getEncoder().encodeToString(raw.toByteArray());
    }
}
