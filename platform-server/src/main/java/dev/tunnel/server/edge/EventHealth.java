package dev.tunnel.server.edge;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready while edges can be told at once what was decided.
@Readiness
final class EventHealth implements HealthCheck {
    private final EventStreams streams;

    EventHealth(EventStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("events");
        return streams.isHearing()
                ? response.up().build()
                : response.down()
                        .withData("reason", "the database's announcements are not heard")
                        .build();
    }
}
