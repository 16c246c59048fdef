package dev.tunnel.server.reservation.domain;

import dev.tunnel.server.address.PublicAddress;
import dev.tunnel.server.address.PublicAddresses;
import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The account's own domains.
@Path("/api/v1/reserved-domains")
@Access(agents = true)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "reserved domains")
public class ReservedDomainResource {
    private final ReservedDomainService service;
    private final Verification verification;
    private final PublicAddresses addresses;
    private final TunnelConfig config;
    private final Caller caller;

    ReservedDomainResource(
            ReservedDomainService service,
            Verification verification,
            PublicAddresses addresses,
            TunnelConfig config,
            Caller caller) {
        this.service = service;
        this.verification = verification;
        this.addresses = addresses;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List reserved domains")
    public Page<ReservedDomainView> listReservedDomains(@BeanParam @Valid PageRequest page) {
        return service.list(caller.account(), page).map(view());
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = ReservedDomainView.class, responseCode = "201")
    @Operation(
            summary = "Reserve a domain",
            description = "To be verified before tunnels may have it: the answer says how.")
    public ReservedDomainView reserveDomain(@NotNull @Valid NewReservedDomain request) {
        DomainName hostname =
                DomainName.parse(request.hostname())
                        .orElseThrow(() ->
                                ProblemException.invalid(
                                        "hostname", "must be a domain such as shop.example.com"));
        String description = Objects.requireNonNullElse(request.description(), "");
        return view().apply(service.reserve(caller.account(), hostname, description));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a reserved domain")
    public ReservedDomainView getReservedDomain(UUID id) {
        return view().apply(service.get(caller.account(), id));
    }

    @POST
    @Path("/{id}/verify")
    @Operation(
            summary = "Verify a reserved domain",
            description = "Looks for the records now; `domain_not_verified` if neither is there.")
    public ReservedDomainView verifyDomain(UUID id) {
        return view().apply(verification.verify(caller.account(), id));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Release a reserved domain")
    public void releaseDomain(UUID id) {
        service.release(caller.account(), id);
    }

    /// Asks for the edge's address once, however many are shown.
    private Function<ReservedDomain, ReservedDomainView> view() {
        Optional<PublicAddress> address = addresses.newest();
        String domain = config.domain().toLowerCase(Locale.ROOT);
        return reserved ->
                new ReservedDomainView(
                        reserved.id(),
                        reserved.hostname().name(),
                        address.map(edge -> edge.https(reserved.hostname().name()))
                                .orElse("https://" + reserved.hostname()),
                        reserved.verified().isPresent(),
                        reserved.records(domain),
                        reserved.description(),
                        reserved.createdAt(),
                        reserved.verified().orElse(null),
                        reserved.checked().orElse(null));
    }
}
