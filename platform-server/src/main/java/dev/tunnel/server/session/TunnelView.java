package dev.tunnel.server.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A live tunnel and what it carried so far.
///
/// @param proto `http`, `tls` or `tcp`
/// @param edge name of the edge that serves it
@Schema(name = "Tunnel")
record TunnelView(
        UUID id,
        String name,
        String proto,
        List<String> urls,
        String target,
        UUID sessionId,
        String edge,
        AgentView agent,
        Instant openedAt,
        long bytesIn,
        long bytesOut,
        long connections,
        long requests) {}
