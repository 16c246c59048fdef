package dev.tunnel.server.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A live session of an agent.
///
/// @param edge name of the edge that it is connected to
/// @param authtokenName what its owner called the authtoken that it was begun with
/// @param tunnels how many tunnels it serves
@Schema(name = "Session")
record SessionView(
        UUID id,
        String edge,
        AgentView agent,
        UUID authtokenId,
        String authtokenName,
        Instant startedAt,
        int tunnels) {}
