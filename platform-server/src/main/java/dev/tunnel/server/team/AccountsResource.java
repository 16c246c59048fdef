package dev.tunnel.server.team;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The accounts that the user belongs to.
@Path("/api/v1/accounts")
@Access(Credentials.PERSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class AccountsResource {
    private final AccountsService accounts;
    private final Caller caller;

    AccountsResource(AccountsService accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List my accounts",
            description =
                    "To act in another than the usual one, send its id in the header"
                            + " Tunnel-Account with any call.")
    public Page<MyAccount> listAccounts(@BeanParam @Valid PageRequest page) {
        return accounts.list(caller.user(), page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = MyAccount.class, responseCode = "201")
    @Operation(summary = "Create an account", description = "Owned by the user who asks.")
    public MyAccount createAccount(@NotNull @Valid AccountName request) {
        return accounts.create(caller.user(), request.name().strip());
    }
}
