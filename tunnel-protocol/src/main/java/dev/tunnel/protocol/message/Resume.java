package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;
import java.util.UUID;

/// Proof of an earlier session: its id and the secret of its last [Welcome].
@Json
public record Resume(UUID sessionId, String secret) {
    @Override
    public String toString() {
        return "Resume[sessionId=" + sessionId + "]";
    }
}
