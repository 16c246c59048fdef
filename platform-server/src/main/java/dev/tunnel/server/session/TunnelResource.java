package dev.tunnel.server.session;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/tunnels`: the account's tunnels.
@Path("/api/v1/tunnels")
@Tag(name = "tunnels")
@RunOnVirtualThread
public class TunnelResource {
    private final Live live;
    private final OwnerService owners;
    private final Caller caller;

    TunnelResource(Live live, OwnerService owners, Caller caller) {
        this.live = live;
        this.owners = owners;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List tunnels", description = "Live ones, unless `state` says otherwise.")
    public Page<TunnelView> listTunnels(
            @BeanParam @Valid PageRequest page,
            @QueryParam("state")
                    @Parameter(
                            schema = @Schema(implementation = State.class, defaultValue = "live"))
                    @Nullable String state) {
        return live.tunnels(caller.account(), State.of(state), page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a tunnel", description = "Live or closed; its `state` says which.")
    public TunnelView getTunnel(UUID id) {
        return live.tunnel(caller.account(), id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Close a tunnel",
            description = "The edge closes it, and its connections, within two seconds.")
    public void closeTunnel(UUID id) {
        owners.closeTunnel(caller.account(), id);
    }
}
