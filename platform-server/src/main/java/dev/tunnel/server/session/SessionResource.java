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

/// The account's live sessions.
@Path("/api/v1/sessions")
@RunOnVirtualThread
@Tag(name = "sessions")
public class SessionResource {
    @GET
    @Operation(summary = "List live sessions")
    public Page<SessionView> listSessions(@BeanParam @Valid PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "End a session", description = "With its tunnels, within two seconds.")
    public void endSession(UUID id) {
        throw ProblemException.notFound();
    }
}
