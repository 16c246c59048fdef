package dev.tunnel.server.request;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.caller.Caller.Credential;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.ClientAddress;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.AccessRule;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.limit.AddressKey;
import dev.tunnel.server.limit.Rate;
import dev.tunnel.server.limit.RateLimiter;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.time.Clock;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// How often one user, API key or address may call the REST API. Every answer says how it stands,
/// in `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).
final class ApiLimits {
    private static final String KEY = ApiLimits.class.getName();
    private static final int AFTER_AUTHENTICATION = Priorities.AUTHENTICATION + 1;

    private final RateLimiter limiter;
    private final Caller caller;
    private final ClientAddress address;
    private final String policy;

    ApiLimits(TunnelConfig config, Caller caller, ClientAddress address, Clock clock) {
        int perMinute = config.limit().api();
        this.limiter = new RateLimiter(Rate.perMinute(perMinute), clock);
        this.caller = caller;
        this.address = address;
        this.policy = "\"api\";q=%d;w=60".formatted(perMinute);
    }

    @ServerRequestFilter(priority = AFTER_AUTHENTICATION)
    void count(ContainerRequestContext request, ResourceInfo resource) {
        String key =
                switch (AccessRule.of(resource)) {
                    case EDGE -> null;
                    case NONE, AUTHTOKEN -> AddressKey.of(address.ip());
                    case USER, PERSON, ADMIN -> who(caller.identity());
                };
        if (key != null) {
            request.setProperty(KEY, key);
            limiter.attempt(key)
                    .ifPresent(wait -> {
                        throw ProblemException.rateLimited(wait);
                    });
        }
    }

    @ServerResponseFilter
    void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(KEY) instanceof String key) {
            RateLimiter.Standing standing = limiter.standing(key);
            response.getHeaders().putSingle("RateLimit-Policy", policy);
            response.getHeaders()
                    .putSingle(
                            "RateLimit",
                            "\"api\";r=%d;t=%d"
                                    .formatted(standing.remaining(), standing.reset().toSeconds()));
        }
    }

    private static String who(Identity identity) {
        return switch (identity.by()) {
            case Credential.ApiKey(var id) -> "key " + id;
            case Credential.Authtoken(var id) -> "authtoken " + id;
            case Credential.Login _ -> "user " + identity.user();
        };
    }
}
