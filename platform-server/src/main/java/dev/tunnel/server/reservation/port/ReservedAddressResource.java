package dev.tunnel.server.reservation.port;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// The account's reserved TCP ports.
@Path("/api/v1/reserved-addresses")
@Access(agents = true)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "reserved addresses")
public class ReservedAddressResource {
    private final ReservedAddressService service;
    private final TunnelConfig config;
    private final Caller caller;

    ReservedAddressResource(ReservedAddressService service, TunnelConfig config, Caller caller) {
        this.service = service;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List reserved TCP addresses")
    public Page<ReservedAddressView> listReservedAddresses(@BeanParam @Valid PageRequest page) {
        return service.list(caller.account(), page).map(this::view);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = ReservedAddressView.class, responseCode = "201")
    @Operation(
            summary = "Reserve a TCP address",
            description = "The port asked for, or a free one where none is.")
    public ReservedAddressView reserveAddress(@Valid @Nullable NewReservedAddress request) {
        NewReservedAddress wanted = Objects.requireNonNullElse(request, NewReservedAddress.ANY);
        String description = Objects.requireNonNullElse(wanted.description(), "");
        return view(service.reserve(caller.account(), wanted.port(), description));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a reserved TCP address")
    public ReservedAddressView getReservedAddress(UUID id) {
        return view(service.get(caller.account(), id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Release a reserved TCP address")
    public void releaseAddress(UUID id) {
        service.release(caller.account(), id);
    }

    private ReservedAddressView view(ReservedAddress reserved) {
        return ReservedAddressView.of(reserved, config.domain().toLowerCase(Locale.ROOT));
    }
}
