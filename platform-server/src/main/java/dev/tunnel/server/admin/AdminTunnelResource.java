package dev.tunnel.server.admin;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.session.AllTunnels;
import dev.tunnel.server.session.LiveTunnel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// All live tunnels of the server.
@Path("/api/v1/admin/tunnels")
@Access(Credentials.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
public class AdminTunnelResource {
    private final AllTunnels tunnels;

    AdminTunnelResource(AllTunnels tunnels) {
        this.tunnels = tunnels;
    }

    @GET
    @Operation(summary = "List live tunnels of all accounts")
    public Page<LiveTunnel> listAllTunnels(
            @QueryParam("account") @Parameter(description = "Of this account only")
                    @Nullable UUID account,
            @QueryParam("edge") @Parameter(description = "Of this edge only") @Nullable UUID edge,
            @QueryParam("sort")
                    @Parameter(
                            description = "By what, - for backwards; newest first otherwise",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "openedAt",
                                                "-openedAt",
                                                "urls",
                                                "-urls",
                                                "accountName",
                                                "-accountName",
                                                "edge",
                                                "-edge"
                                            }))
                    @Nullable String sort,
            @BeanParam @Valid PageRequest page) {
        return tunnels.list(account, edge, sort, page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a live tunnel of any account")
    public LiveTunnel getAnyTunnel(UUID id) {
        return tunnels.get(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Close a tunnel of any account",
            description = "The edge closes it, and its connections, within two seconds.")
    public void closeAnyTunnel(UUID id) {
        tunnels.close(id);
    }
}
