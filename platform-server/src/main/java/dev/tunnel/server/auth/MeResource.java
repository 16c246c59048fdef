package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The user who asks.
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "me")
public class MeResource {
    private final AccountService accounts;
    private final Caller caller;

    MeResource(AccountService accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Who am I")
    public Me getMe() {
        return accounts.profile(caller.user())
                .map(Me::of)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.UNAUTHENTICATED, "This user is gone"));
    }
}
