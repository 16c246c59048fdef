package dev.tunnel.server.token;

import dev.tunnel.server.caller.Caller;
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

/// The account's authtokens.
@Path("/api/v1/authtokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "authtokens")
public class AuthtokenResource {
    private final AuthtokenService service;
    private final Caller caller;

    AuthtokenResource(AuthtokenService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List authtokens")
    public Page<AuthtokenView> listAuthtokens(@BeanParam @Valid PageRequest page) {
        return service.list(caller.account(), page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = CreatedAuthtoken.class, responseCode = "201")
    @Operation(summary = "Create an authtoken", description = "The answer shows the secret once.")
    public CreatedAuthtoken createAuthtoken(@NotNull @Valid NewAuthtoken request) {
        return service.create(caller.identity(), request);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an authtoken")
    public AuthtokenView getAuthtoken(UUID id) {
        return service.get(caller.account(), id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Revoke an authtoken",
            description = "Ends the sessions that were begun with it within two seconds.")
    public void revokeAuthtoken(UUID id) {
        service.revoke(caller.account(), id);
    }
}
