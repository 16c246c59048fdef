package dev.tunnel.server.usage;

import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the account's tunnels carried.
@Path("/api/v1")
@RunOnVirtualThread
@Tag(name = "usage")
public class UsageResource {
    @GET
    @Path("/usage")
    @Operation(summary = "Usage of the account")
    public Usage getUsage(@BeanParam UsageQuery query) {
        throw ProblemException.notFound();
    }

    @GET
    @Path("/tunnels/{id}/metrics")
    @Operation(summary = "Usage of one tunnel, live or closed")
    public Usage getTunnelMetrics(UUID id, @BeanParam UsageQuery query) {
        throw ProblemException.notFound();
    }
}
