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

/// `/api/v1/sessions`: the account's connected agents.
@Path("/api/v1/sessions")
@Tag(name = "sessions")
@RunOnVirtualThread
public class SessionResource {
    private final Live live;
    private final OwnerService owners;
    private final Caller caller;

    SessionResource(Live live, OwnerService owners, Caller caller) {
        this.live = live;
        this.owners = owners;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List live sessions")
    public Page<SessionView> listSessions(@BeanParam @Valid PageRequest page) {
        return live.sessions(caller.account(), page);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a session", description = "With its tunnels, within two seconds.")
    public void endSession(UUID id) {
        owners.closeSession(caller.account(), id);
    }
}
