package dev.tunnel.server.token;

import dev.tunnel.api.rest.CurrentAuthtoken;
import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.limit.AddressKey;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import dev.tunnel.server.secret.Sha256;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What an authtoken is good for, asked with the token itself.
@Path("/api/v1/authtokens/current")
@Access(Credentials.AUTHTOKEN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "authtokens")
public class CurrentAuthtokenResource {
    private final AuthtokenService service;
    private final ClientAddress address;
    private final RateLimiter attempts;

    CurrentAuthtokenResource(
            AuthtokenService service, ClientAddress address, TunnelConfig config, Clock clock) {
        this.service = service;
        this.address = address;
        this.attempts = new RateLimiter(Rate.perMinute(config.limit().authtoken()), clock);
    }

    @GET
    @Operation(
            summary = "Check an authtoken",
            description = "Takes the authtoken as bearer instead of an access token.")
    public CurrentAuthtoken getCurrentAuthtoken(@Context HttpHeaders headers) {
        String caller = AddressKey.of(address.ip());
        attempts.attempt(caller)
                .ifPresent(wait -> {
                    throw ProblemException.rateLimited(wait);
                });
        String token =
                AccessRule.bearer(headers.getHeaderString(HttpHeaders.AUTHORIZATION)).orElse("");
        AuthtokenCheck.Valid valid = service.check(Sha256.of(token), address.ip()).orRefuse();
        attempts.forgive(caller);
        return new CurrentAuthtoken(valid.id(), valid.name(), valid.prefix(), valid.accountName());
    }
}
