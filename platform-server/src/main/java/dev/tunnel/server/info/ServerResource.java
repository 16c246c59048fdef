package dev.tunnel.server.info;

import dev.tunnel.api.rest.ServerInfo;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What this server is, for everybody.
@Path("/api/v1/server")
@Access(Credentials.NONE)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "server")
public class ServerResource {
    private final ServerDescription description;

    ServerResource(ServerDescription description) {
        this.description = description;
    }

    @GET
    @Operation(summary = "Describe this server")
    public ServerInfo getServer() {
        return description.now();
    }
}
