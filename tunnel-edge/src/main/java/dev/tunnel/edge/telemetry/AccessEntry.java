package dev.tunnel.edge.telemetry;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One visit, as the access log shows it. Queries, headers and bodies are left out: they hold
/// secrets.
///
/// @param time when it began
/// @param kind `http`, `tcp` or `tls`
/// @param tunnel absent when no tunnel was found
/// @param visitor the address, without port
/// @param host the name or port asked for
/// @param method of an HTTP request
/// @param path of an HTTP request, without its query
/// @param protocol of an HTTP request, such as `HTTP/1.1`
/// @param status of an HTTP request's final answer
/// @param bytesIn body or connection bytes towards the local service
/// @param bytesOut body or connection bytes towards the visitor
/// @param millis from its beginning to its end
/// @param outcome `served`, or the code of what the visitor was told
/// @param traceparent W3C trace context that the visitor sent
@Json
public record AccessEntry(
        Instant time,
        String kind,
        @Nullable UUID tunnel,
        String visitor,
        String host,
        @Nullable String method,
        @Nullable String path,
        @Nullable String protocol,
        @Nullable Integer status,
        long bytesIn,
        long bytesOut,
        long millis,
        String outcome,
        @Nullable String traceparent) {}
