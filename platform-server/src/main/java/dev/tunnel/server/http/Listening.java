package dev.tunnel.server.http;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Says when and where the platform takes calls.
@Singleton
final class Listening {
    private static final Logger LOG = Logger.getLogger(Listening.class);

    void started(@ObservesAsync HttpServerStart start) {
        LOG.infof(
                "The platform listens on http://%s:%d",
                start.options().getHost(), start.options().getPort());
    }
}
