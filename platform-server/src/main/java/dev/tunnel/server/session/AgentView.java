package dev.tunnel.server.session;

import dev.tunnel.server.sql.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an agent says of itself.
///
/// @param address the agent's `ip:port` as its edge sees it
@Schema(name = "Agent")
public record AgentView(String version, String os, String arch, String address) {
    static AgentView of(Row row) {
        return new AgentView(
                row.text("agent_version"), row.text("os"), row.text("arch"), row.text("client_ip"));
    }
}
