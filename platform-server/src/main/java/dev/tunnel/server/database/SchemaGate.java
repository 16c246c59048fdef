package dev.tunnel.server.database;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Until the schema is there, every request is answered as if the database were away.
final class SchemaGate {
    private static final int BEFORE_CREDENTIALS = 100;

    private final Schema schema;

    SchemaGate(Schema schema) {
        this.schema = schema;
    }

    @ServerRequestFilter(priority = BEFORE_CREDENTIALS)
    void check(ContainerRequestContext request) {
        if (!schema.isReady()) {
            throw new DatabaseStartingException();
        }
    }
}
