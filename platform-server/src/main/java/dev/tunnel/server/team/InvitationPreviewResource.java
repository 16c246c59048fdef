package dev.tunnel.server.team;

import dev.tunnel.server.account.Invitations;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.secret.Sha256;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What an invitation is for, before its holder has signed up. The secret is never part of a URL.
@Path("/api/v1/auth/invitation")
@Access(Credentials.NONE)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "auth")
public class InvitationPreviewResource {
    private final Invitations invitations;

    InvitationPreviewResource(Invitations invitations) {
        this.invitations = invitations;
    }

    @POST
    @Operation(
            summary = "What an invitation is for",
            description = "Sign up with it, or accept it when logged in.")
    public InvitationPreview previewInvitation(@NotNull @Valid InvitationToken request) {
        Invitations.Open open = invitations.open(Sha256.of(request.token()));
        return new InvitationPreview(
                open.email(), open.accountName(), open.role().wire(), open.expiresAt());
    }
}
