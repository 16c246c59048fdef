package dev.tunnel.server.edge;

import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.database.SchemaReady;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Admits the edge that the operator named in the platform's settings, so that a new server needs
/// no further step: `TUNNEL_EDGE_NAME` with the key of `TUNNEL_EDGE_KEY` or in
/// `TUNNEL_EDGE_KEY_FILE`.
@ApplicationScoped
class EdgeBootstrap {
    private static final Logger LOG = Logger.getLogger(EdgeBootstrap.class);
    private static final int SHORTEST = 20;

    private final Edges edges;
    private final TunnelConfig config;
    private final Clock clock;

    EdgeBootstrap(Edges edges, TunnelConfig config, Clock clock) {
        this.edges = edges;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    void admit(@Observes SchemaReady event) {
        key().ifPresent(key -> {
            edges.rename(config.edge().name(), key);
            edges.admit(config.edge().name(), key, clock.instant());
            LOG.infof("Edge %s has the key %s…", config.edge().name(), key.shown());
        });
    }

    private Optional<Secret> key() {
        return config.edge()
                .key()
                .or(() -> config.edge().keyFile().map(EdgeBootstrap::read))
                .map(EdgeBootstrap::checked);
    }

    private static Secret checked(String key) {
        Secret secret = new Secret(key);
        if (!secret.is(SecretKind.EDGE_KEY) || key.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "The edge's key must begin with te_ and have at least "
                            + SHORTEST
                            + " characters; make one with: echo te_$(openssl rand -hex 32)");
        }
        return secret;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("TUNNEL_EDGE_KEY_FILE cannot be read: " + file, e);
        }
    }
}
