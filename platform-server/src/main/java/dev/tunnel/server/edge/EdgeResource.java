package dev.tunnel.server.edge;

import dev.tunnel.api.edge.AuthoriseRequest;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.EdgeHeartbeat;
import dev.tunnel.api.edge.EdgeRegistered;
import dev.tunnel.api.edge.EdgeRegistration;
import dev.tunnel.api.edge.SessionEnd;
import dev.tunnel.api.edge.SessionGranted;
import dev.tunnel.api.edge.UsageReport;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.session.ClaimService;
import dev.tunnel.server.session.SessionService;
import dev.tunnel.server.usage.UsageService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/edge/v1`, the calls: what edges ask and report. See `docs/edge-contract.md`.
@Path("/edge/v1")
@Access(Credentials.EDGE)
@Tag(name = "edge")
@RunOnVirtualThread
public class EdgeResource {
    private final EdgeService edges;
    private final SessionService sessions;
    private final ClaimService claims;
    private final UsageService usage;
    private final CallingEdge caller;

    EdgeResource(
            EdgeService edges,
            SessionService sessions,
            ClaimService claims,
            UsageService usage,
            CallingEdge caller) {
        this.edges = edges;
        this.sessions = sessions;
        this.claims = claims;
        this.usage = usage;
        this.caller = caller;
    }

    @POST
    @Path("/register")
    public EdgeRegistered register(@NotNull EdgeRegistration registration) {
        return edges.register(caller.known(), registration);
    }

    @POST
    @Path("/heartbeat")
    public EdgeHeartbeat.Answer heartbeat(@NotNull EdgeHeartbeat heartbeat) {
        return edges.heartbeat(caller.id(), heartbeat);
    }

    @POST
    @Path("/sessions")
    public SessionGranted authorise(@NotNull AuthoriseRequest request) {
        return sessions.authorise(caller.id(), request);
    }

    @POST
    @Path("/sessions/{id}/end")
    public void end(@PathParam("id") UUID id, @NotNull SessionEnd end) {
        sessions.end(caller.id(), id, end);
    }

    @POST
    @Path("/claims")
    public ClaimGranted claim(@NotNull ClaimRequest request) {
        return claims.claim(caller.serving(), request);
    }

    @POST
    @Path("/claims/{tunnelId}/release")
    public void release(@PathParam("tunnelId") UUID tunnel, @NotNull ClaimRelease release) {
        claims.release(caller.id(), tunnel, release);
    }

    @POST
    @Path("/usage")
    public void usage(@NotNull UsageReport report) {
        usage.count(caller.id(), report);
    }
}
