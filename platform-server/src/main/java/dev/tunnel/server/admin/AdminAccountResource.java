package dev.tunnel.server.admin;

import dev.tunnel.server.account.AccountSummary;
import dev.tunnel.server.account.Directory;
import dev.tunnel.server.account.Removals;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// All accounts of the server.
@Path("/api/v1/admin/accounts")
@Access(Credentials.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
public class AdminAccountResource {
    private final AdminAccountService accounts;
    private final Directory directory;
    private final Removals removals;

    AdminAccountResource(AdminAccountService accounts, Directory directory, Removals removals) {
        this.accounts = accounts;
        this.directory = directory;
        this.removals = removals;
    }

    @GET
    @Operation(summary = "List accounts")
    public Page<AccountSummary> listAllAccounts(
            @QueryParam("search") @Size(max = 200) @Parameter(description = "Part of the name")
                    @Nullable String search,
            @QueryParam("sort")
                    @Parameter(
                            description = "By what, - for backwards; newest first otherwise",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "createdAt",
                                                "-createdAt",
                                                "name",
                                                "-name"
                                            }))
                    @Nullable String sort,
            @BeanParam @Valid PageRequest page) {
        return directory.accounts(search, sort, page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an account")
    public AccountSummary getAnyAccount(UUID id) {
        return directory.account(id);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change an account",
            description =
                    "Limits, whether it is suspended. Suspending closes its tunnels within two"
                            + " seconds.")
    public AccountSummary changeAnyAccount(UUID id, @NotNull @Valid AccountChange change) {
        return accounts.change(new AccountId(id), change);
    }

    @POST
    @Path("/{id}/suspend")
    @Operation(
            summary = "Suspend an account",
            description = "Its tunnels are closed within two seconds.")
    public AccountSummary suspendAccount(UUID id) {
        return accounts.change(new AccountId(id), new AccountChange(true, null));
    }

    @POST
    @Path("/{id}/unsuspend")
    @Operation(summary = "End an account's suspension")
    public AccountSummary unsuspendAccount(UUID id) {
        return accounts.change(new AccountId(id), new AccountChange(false, null));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete an account",
            description =
                    "With everything that is in it. 409 last_owner when a member has no other"
                            + " account: delete that user instead.")
    public void deleteAnyAccount(UUID id) {
        removals.delete(new AccountId(id));
    }
}
