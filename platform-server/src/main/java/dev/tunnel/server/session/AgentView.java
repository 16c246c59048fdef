package dev.tunnel.server.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The agent behind a session.
///
/// @param address its `ip:port` as the edge sees it
@Schema(name = "Agent")
record AgentView(String version, String os, String arch, String address) {}
