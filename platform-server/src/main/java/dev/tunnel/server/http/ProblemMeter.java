package dev.tunnel.server.http;

import dev.tunnel.api.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Counts problems by code: `tunnel_problems_total`.
final class ProblemMeter {
    private final MeterRegistry meters;

    ProblemMeter(MeterRegistry meters) {
        this.meters = meters;
    }

    @ServerResponseFilter
    void count(ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            meters.counter("tunnel.problems", "code", problem.code()).increment();
        }
    }
}
