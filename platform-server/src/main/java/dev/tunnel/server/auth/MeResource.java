package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The user who asks.
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "me")
public class MeResource {
    private final AccountService accounts;
    private final AuthService auth;
    private final Caller caller;
    private final Precondition precondition;

    MeResource(
            AccountService accounts, AuthService auth, Caller caller, Precondition precondition) {
        this.precondition = precondition;
        this.accounts = accounts;
        this.auth = auth;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Who am I, and in which account")
    public Me getMe() {
        return accounts.profile(caller.user(), caller.account())
                .map(Me::of)
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.UNAUTHENTICATED, "This user is gone"));
    }

    @PATCH
    @Access(Credentials.PERSON)
    @Operation(summary = "Change what I am called")
    public Me changeMe(@NotNull @Valid MeChange change) {
        precondition.check(getMe());
        if (change.displayName() != null) {
            accounts.rename(caller.user(), change.displayName().strip());
        }
        return getMe();
    }

    @POST
    @Path("/password")
    @Access(Credentials.PERSON)
    @Operation(
            summary = "Change my password",
            description = "Takes the old one. Ends all other logins of the user.")
    public void changePassword(@NotNull @Valid PasswordChange change) {
        auth.changePassword(
                caller.user(), caller.login(), change.oldPassword(), change.newPassword());
    }

    @POST
    @Path("/email")
    @Access(Credentials.PERSON)
    @ResponseStatus(202)
    @Operation(
            summary = "Change my email address",
            description =
                    "Takes the password. The new address is mine as soon as the link that is mailed"
                            + " to it is confirmed, with POST /auth/verify-email.")
    public void changeEmail(@NotNull @Valid EmailChange change) {
        auth.changeEmail(caller.user(), change.password(), change.email());
    }

    @POST
    @Path("/verify-email")
    @Access(Credentials.PERSON)
    @ResponseStatus(202)
    @Operation(summary = "Mail me another link to confirm my email address")
    public void resendVerification() {
        auth.resendProof(caller.user());
    }
}
