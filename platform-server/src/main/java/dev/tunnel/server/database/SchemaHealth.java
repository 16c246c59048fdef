package dev.tunnel.server.database;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready once the schema is; the connection itself is checked by Quarkus' own datasource check.
@Readiness
final class SchemaHealth implements HealthCheck {
    private final Schema schema;

    SchemaHealth(Schema schema) {
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database schema");
        return schema.isReady()
                ? response.up().build()
                : response.down()
                        .withData("reason", "the database was not reached yet, or is being set up")
                        .build();
    }
}
