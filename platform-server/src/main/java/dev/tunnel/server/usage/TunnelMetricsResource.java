package dev.tunnel.server.usage;

import dev.tunnel.server.caller.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What one tunnel carried. A class by itself because a path belongs to the class that names most
/// of it.
@Path("/api/v1/tunnels/{id}/metrics")
@Produces({MediaType.APPLICATION_JSON, UsageCsv.TYPE})
@RunOnVirtualThread
@Tag(name = "usage")
public class TunnelMetricsResource {
    private final UsageQueries usage;
    private final Caller caller;
    private final Clock clock;

    TunnelMetricsResource(UsageQueries usage, Caller caller, Clock clock) {
        this.usage = usage;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Usage of one tunnel, live or closed")
    public Usage getTunnelMetrics(UUID id, @BeanParam UsageQuery query) {
        return usage.ofTunnel(caller.account(), id, query.period(clock.instant()));
    }
}
