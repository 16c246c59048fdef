package dev.tunnel.server.team;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
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

/// Invitations into the account.
@Path("/api/v1/account/invitations")
@Access(value = Credentials.USER, role = Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class InvitationResource {
    private final InvitationService invitations;
    private final Caller caller;

    InvitationResource(InvitationService invitations, Caller caller) {
        this.invitations = invitations;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List open invitations")
    public Page<InvitationView> listInvitations(@BeanParam @Valid PageRequest page) {
        return invitations.list(caller.account(), page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = CreatedInvitation.class, responseCode = "201")
    @Operation(
            summary = "Invite somebody into the account",
            description = "By mail. The answer shows the invitation's secret once.")
    public CreatedInvitation invite(@NotNull @Valid NewInvitation request) {
        Role role = request.role() == null ? Role.MEMBER : Role.ofWire(request.role());
        return invitations.invite(caller.identity(), request.email(), role);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an open invitation")
    public InvitationView getInvitation(UUID id) {
        return invitations.get(caller.account(), id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Take an invitation back")
    public void revokeInvitation(UUID id) {
        invitations.revoke(caller.account(), id);
    }
}
