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

/// `/api/v1/sessions`: the account's agents, connected and past.
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
    @Operation(summary = "List sessions", description = "Live ones, unless `state` says otherwise.")
    public Page<SessionView> listSessions(
            @BeanParam @Valid PageRequest page,
            @QueryParam("state")
                    @Parameter(
                            schema = @Schema(implementation = State.class, defaultValue = "live"))
                    @Nullable String state) {
        return live.sessions(caller.account(), State.of(state), page);
    }

    @DELETE
    @Operation(
            summary = "End all sessions",
            description = "With their tunnels, within two seconds. Says how many there were.")
    public EndedSessions endAllSessions() {
        return new EndedSessions(owners.closeAllSessions(caller.account()));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a session", description = "Live or ended; its `state` says which.")
    public SessionView getSession(UUID id) {
        return live.session(caller.account(), id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a session", description = "With its tunnels, within two seconds.")
    public void endSession(UUID id) {
        owners.closeSession(caller.account(), id);
    }
}
