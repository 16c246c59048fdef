package dev.tunnel.server.team;

import dev.tunnel.server.account.Invitations;
import dev.tunnel.server.caller.Caller;
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

/// Accepts an invitation. The secret is never part of a URL.
@Path("/api/v1/me/invitations/accept")
@Access(Credentials.PERSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class AcceptResource {
    private final Invitations invitations;
    private final AccountsService accounts;
    private final Caller caller;

    AcceptResource(Invitations invitations, AccountsService accounts, Caller caller) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.caller = caller;
    }

    @POST
    @Operation(
            summary = "Accept an invitation",
            description = "For the email that it is for. Answers the account.")
    public MyAccount acceptInvitation(@NotNull @Valid InvitationToken request) {
        Invitations.Open joined = invitations.accept(caller.user(), Sha256.of(request.token()));
        return accounts.get(caller.user(), joined.account());
    }
}
