package dev.tunnel.server.apikey;

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

/// The account's API keys.
@Path("/api/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "API keys")
public class ApiKeyResource {
    private final ApiKeyService service;
    private final Caller caller;

    ApiKeyResource(ApiKeyService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List API keys")
    public Page<ApiKeyView> listApiKeys(@BeanParam @Valid PageRequest page) {
        return service.list(caller.account(), page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = CreatedApiKey.class, responseCode = "201")
    @Operation(
            summary = "Create an API key",
            description =
                    "Takes the access token of a login, and no API key. The key acts for the user"
                            + " who makes it, in this account. The answer shows the secret once.")
    public CreatedApiKey createApiKey(@NotNull @Valid NewApiKey request) {
        caller.login();
        return service.create(caller.identity(), request);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get an API key")
    public ApiKeyView getApiKey(UUID id) {
        return service.get(caller.account(), id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Revoke an API key", description = "The next request with it is refused.")
    public void revokeApiKey(UUID id) {
        service.revoke(caller.account(), id);
    }
}
