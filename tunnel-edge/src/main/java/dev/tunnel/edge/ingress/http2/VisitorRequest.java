package dev.tunnel.edge.ingress.http2;

import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/// The head of a visitor's request, well formed as far as HTTP/2 is concerned.
///
/// @param head the request in terms of HTTP/1.1: the authority is in `Host`, which is there twice
///   when the visitor sent two that differ; an extended CONNECT is the upgrade that it stands for
/// @param scheme empty for a plain CONNECT
/// @param protocol what an extended CONNECT wants to speak (RFC 8441)
public record VisitorRequest(HttpRequest head, String scheme, @Nullable String protocol) {}
