package dev.tunnel.protocol.message;

import java.util.UUID;

/// The session is open.
///
/// @param version what is spoken from here on, the newest that both sides speak
/// @param secret proves the session when the agent comes back; changes with every Welcome
/// @param generation grows with every connection of this session
/// @param account name of the account that the authtoken belongs to
/// @param edge name of the edge
public record Welcome(
        int version,
        UUID sessionId,
        String secret,
        long generation,
        String account,
        String edge,
        String edgeVersion,
        int maxTunnels)
        implements ControlMessage {
    @Override
    public String toString() {
        return "Welcome[version=%d, sessionId=%s, generation=%d, account=%s, edge=%s, edgeVersion=%s]"
                .formatted(version, sessionId, generation, account, edge, edgeVersion);
    }
}
