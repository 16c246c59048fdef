package dev.tunnel.server.edge;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// The edges of the server, for its administrators.
@Path("/api/v1/admin/edges")
@Access(Credentials.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
public class AdminEdgeResource {
    private final EdgeAdministration edges;

    AdminEdgeResource(EdgeAdministration edges) {
        this.edges = edges;
    }

    @GET
    @Operation(summary = "List edges", description = "With their health and load.")
    public Page<EdgeView> listEdges(@BeanParam @Valid PageRequest page) {
        return edges.list(page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201")
    @Operation(summary = "Register an edge", description = "The answer shows the edge's key once.")
    public IssuedKey registerEdge(@NotNull @Valid NewEdge request) {
        return edges.register(request.name());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an edge")
    public EdgeView getEdge(UUID id) {
        return edges.get(id);
    }

    @POST
    @Path("/{id}/rotate-key")
    @Operation(
            summary = "Give an edge another key",
            description =
                    "The answer shows the key once. The old one stays good for an hour, or as long"
                            + " as overlapSeconds says. A revoked edge is let in again.")
    public IssuedKey rotateEdgeKey(UUID id, @Valid @Nullable KeyRotation rotation) {
        return edges.rotate(id, (rotation == null ? new KeyRotation(null) : rotation).overlap());
    }

    @POST
    @Path("/{id}/drain")
    @Operation(
            summary = "Drain an edge",
            description =
                    "It lets its agents move to other edges, finishes what is under way, and stops."
                            + " An edge that is not connected at the moment does not hear it.")
    public EdgeView drainEdge(UUID id) {
        edges.drain(id);
        return edges.get(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Revoke an edge",
            description =
                    "Its key is refused from then on, its event stream and its sessions end. It"
                            + " stays in the list, because usage refers to it.")
    public void revokeEdge(UUID id) {
        edges.revoke(id);
    }
}
