package dev.tunnel.cli.inspect.api;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry as the page's list shows it. Times are in microseconds.
///
/// @param kind `http`, `http2`, `tcp` or `tls`
/// @param state `open`, `done` or `broken`
/// @param stream `none`, `websocket`, `events` or `other`
/// @param type media type of the answer
@Json
record EntryResource(
        String id,
        String kind,
        String tunnel,
        String visitor,
        boolean tls,
        String start,
        String state,
        String stream,
        String replayOf,
        String method,
        String target,
        String host,
        int status,
        long duration,
        long sent,
        long received,
        String type,
        long messages,
        String note) {

    /// All of an entry but its bodies.
    ///
    /// @param entry as in the list
    /// @param service the local service
    /// @param edgeRoundTrip of the agent's connection, at the moment of asking
    /// @param replay why it cannot be replayed, or empty when it can
    @Json
    record Detail(
            EntryResource entry,
            String service,
            Times times,
            @Nullable Long edgeRoundTrip,
            int interim,
            @Nullable Part request,
            @Nullable Part response,
            List<MessageResource> messages,
            String replay) {}

    /// Since the entry's start; -1 for what has not happened.
    @Json
    record Times(long connect, long requestEnd, long responseStart, long responseEnd) {}

    /// A head, and what is known of its body.
    ///
    /// @param line the first line
    /// @param size bytes of the body
    /// @param kept how many of them are kept
    /// @param encoding the body's Content-Encoding
    /// @param decoded whether the body that is served is free of it
    @Json
    record Part(
            String line,
            List<Field> headers,
            String type,
            long size,
            long kept,
            String encoding,
            boolean decoded) {}

    @Json
    record Field(String name, String value, boolean masked) {}

    /// A WebSocket frame or a server-sent event.
    ///
    /// @param kind `text`, `binary`, `continuation`, `close`, `ping`, `pong` or `event`
    /// @param name an event's type and identifier
    /// @param length on the wire
    /// @param text the payload, where it is text
    /// @param bytes the payload in Base64, where it is not
    /// @param compressed still is, as permessage-deflate made it
    @Json
    record MessageResource(
            String at,
            boolean fromVisitor,
            String kind,
            String name,
            long length,
            @Nullable String text,
            @Nullable String bytes,
            boolean fin,
            boolean compressed,
            boolean truncated) {}

    /// @param count frames or events that there were; the list has the last of them
    @Json
    record Feed(boolean paused, List<EntryResource> entries) {}
}
