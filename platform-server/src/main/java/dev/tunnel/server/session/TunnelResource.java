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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/tunnels`: the account's live tunnels.
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
    @Operation(summary = "List live tunnels")
    public Page<TunnelView> listTunnels(@BeanParam @Valid PageRequest page) {
        return live.tunnels(caller.account(), page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a live tunnel")
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
