package dev.tunnel.server.reservation;

import dev.tunnel.server.address.PublicAddress;
import dev.tunnel.server.address.PublicAddresses;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.Precondition;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The account's reserved subdomains.
@Path("/api/v1/reserved-subdomains")
@Access(agents = true)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "reserved subdomains")
public class ReservedSubdomainResource {
    private final ReservationService service;
    private final PublicAddresses addresses;
    private final Caller caller;
    private final Precondition precondition;

    ReservedSubdomainResource(
            ReservationService service,
            PublicAddresses addresses,
            Caller caller,
            Precondition precondition) {
        this.precondition = precondition;
        this.service = service;
        this.addresses = addresses;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List reserved subdomains")
    public Page<ReservedSubdomainView> listReservedSubdomains(@BeanParam @Valid PageRequest page) {
        return service.list(caller.account(), page).map(view());
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = ReservedSubdomainView.class, responseCode = "201")
    @Operation(summary = "Reserve a subdomain")
    public ReservedSubdomainView reserveSubdomain(@NotNull @Valid NewReservedSubdomain request) {
        Subdomain name =
                Subdomain.parse(request.name())
                        .orElseThrow(() ->
                                ProblemException.invalid(
                                        "name", "must be letters, digits and inner hyphens"));
        String description = Objects.requireNonNullElse(request.description(), "");
        return view().apply(service.reserve(caller.account(), name, description));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a reserved subdomain")
    public ReservedSubdomainView getReservedSubdomain(UUID id) {
        return view().apply(service.get(caller.account(), id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change a reserved subdomain's description")
    public ReservedSubdomainView changeReservedSubdomain(
            UUID id, @NotNull @Valid ReservedSubdomainChange request) {
        precondition.check(getReservedSubdomain(id));
        return view().apply(service.describe(caller.account(), id, request.description()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Release a reserved subdomain")
    public void releaseSubdomain(UUID id) {
        service.release(caller.account(), id);
    }

    /// Asks for the edge's address once, however many are shown.
    private Function<ReservedSubdomain, ReservedSubdomainView> view() {
        Optional<PublicAddress> address = addresses.newest();
        return reservation ->
                new ReservedSubdomainView(
                        reservation.id,
                        reservation.name,
                        reservation.host,
                        address.map(edge -> edge.https(reservation.host))
                                .orElse("https://" + reservation.host),
                        reservation.description,
                        reservation.createdAt);
    }
}
