package dev.tunnel.cli.command;

import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Entry;
import dev.tunnel.cli.inspect.http.RequestHead;
import dev.tunnel.cli.inspect.http.ResponseHead;
import dev.tunnel.cli.terminal.RequestLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the inspector recorded last, for the screen. Without queries, which may hold secrets.
final class LastRequests {

    private static final int SHOWN = 20;

    private LastRequests() {}

    static List<RequestLine> of(@Nullable Captures captures) {
        List<RequestLine> lines = new ArrayList<>();
        List<Entry> entries = captures == null ? List.of() : captures.lastRequests(SHOWN);
        for (Entry entry : entries) {
            RequestHead request = entry.request();
            if (request != null) {
                lines.add(line(entry, request));
            }
        }
        return lines;
    }

    private static RequestLine line(Entry entry, RequestHead request) {
        ResponseHead response = entry.response();
        return new RequestLine(
                entry.start(),
                request.method(),
                request.target().split("\\?", 2)[0],
                response == null ? 0 : response.status(),
                response == null ? null : Duration.ofNanos(entry.timing().duration()));
    }
}
