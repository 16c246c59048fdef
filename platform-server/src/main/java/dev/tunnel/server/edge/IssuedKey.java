package dev.tunnel.server.edge;

import dev.tunnel.server.secret.Secret;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A new key of an edge, which is shown this once.
@Schema(name = "IssuedEdgeKey")
record IssuedKey(
        UUID id,
        String name,
        @Schema(description = "The secret, shown this once: TUNNEL_EDGE_KEY of the edge")
                String key) {
    static IssuedKey of(UUID id, String name, Secret key) {
        return new IssuedKey(id, name, key.value());
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "IssuedKey[" + name + "]";
    }
}
