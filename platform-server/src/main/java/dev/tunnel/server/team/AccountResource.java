package dev.tunnel.server.team;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The account that the request is for.
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class AccountResource {
    private final AccountsService accounts;
    private final Caller caller;

    AccountResource(AccountsService accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Get the account")
    public MyAccount getAccount() {
        return accounts.get(caller.user(), caller.account());
    }

    @PATCH
    @Access(value = Credentials.USER, role = Role.ADMIN)
    @Operation(summary = "Rename the account")
    public MyAccount renameAccount(@NotNull @Valid AccountName change) {
        return accounts.rename(caller.user(), caller.account(), change.name().strip());
    }

    @DELETE
    @Access(value = Credentials.USER, role = Role.OWNER)
    @Operation(
            summary = "Delete the account",
            description =
                    "With everything in it; its tunnels close within two seconds. 409 last_owner"
                            + " when a member has no other account.")
    public void deleteAccount() {
        accounts.delete(caller.account());
    }
}
