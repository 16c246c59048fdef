package dev.tunnel.server.session;

import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The account's live tunnels.
@Path("/api/v1/tunnels")
@RunOnVirtualThread
@Tag(name = "tunnels")
public class TunnelResource {
    @GET
    @Operation(summary = "List live tunnels")
    public Page<TunnelView> listTunnels(@BeanParam @Valid PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a live tunnel")
    public TunnelView getTunnel(UUID id) {
        throw ProblemException.notFound();
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Close a tunnel",
            description = "The edge closes it, and its connections, within two seconds.")
    public void closeTunnel(UUID id) {
        throw ProblemException.notFound();
    }
}
