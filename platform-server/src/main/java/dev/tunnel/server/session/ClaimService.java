package dev.tunnel.server.session;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRelease;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.api.edge.ClaimRequest.Proto;
import dev.tunnel.server.caller.AccountId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.quota.LimitService;
import dev.tunnel.server.quota.Limits;
import dev.tunnel.server.token.AuthtokenService;
import dev.tunnel.server.token.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Gives sessions the names and ports that their tunnels are reached under. One claim is one
/// transaction: it is granted as a whole, or nothing has happened.
@ApplicationScoped
public class ClaimService {
    private final Sessions sessions;
    private final Tunnels tunnels;
    private final HostChoice hosts;
    private final PortChoice ports;
    private final Closing closing;
    private final AuthtokenService tokens;
    private final LimitService limits;

    ClaimService(
            Sessions sessions,
            Tunnels tunnels,
            HostChoice hosts,
            PortChoice ports,
            Closing closing,
            AuthtokenService tokens,
            LimitService limits) {
        this.sessions = sessions;
        this.tunnels = tunnels;
        this.hosts = hosts;
        this.ports = ports;
        this.closing = closing;
        this.tokens = tokens;
        this.limits = limits;
    }

    /// Grants the claim, or says with a [ProblemException] why not: see [ClaimRequest].
    @Transactional
    public ClaimGranted claim(ServingEdge edge, ClaimRequest request) {
        Wish wish = wish(edge, request);
        Endpoint endpoint = request.proto() == Proto.TCP ? ports.choose(wish) : hosts.choose(wish);
        TunnelRow tunnel =
                wish.continues(endpoint)
                        .map(before -> renewed(before, wish))
                        .orElseGet(() -> opened(wish, endpoint));
        tunnels.hold(tunnel);
        return new ClaimGranted(tunnel.id(), endpoint.host(), endpoint.port(), wish.urls(endpoint));
    }

    /// Closes the tunnel and frees its name. Ignored when a newer generation has it, when the
    /// session is on another edge by now, or when it is closed already.
    @Transactional
    public void release(UUID edge, UUID tunnelId, ClaimRelease release) {
        tunnels.find(tunnelId)
                .flatMap(seen -> sessions.lock(seen.session()))
                .filter(session -> session.edge().equals(edge))
                .flatMap(_ -> tunnels.find(tunnelId))
                .filter(tunnel -> tunnel.generation() <= release.generation())
                .ifPresent(tunnel -> tunnels.close(tunnel.id(), release.reason()));
    }

    private Wish wish(ServingEdge edge, ClaimRequest request) {
        if (!request.tunnelKey().equals(Text.clean(request.tunnelKey()))) {
            throw ProblemException.invalid(
                    "tunnelKey", "has control characters or is longer than 200");
        }
        SessionRow session = current(edge, request);
        Scope scope = tokens.scope(new AccountId(session.account()), session.authtoken());
        String kind = request.proto().name().toLowerCase(Locale.ROOT);
        if (!scope.allowsKind(kind)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "The authtoken may not open " + kind + " tunnels");
        }
        Optional<TunnelRow> previous =
                tunnels.lastOfKey(session.id(), request.tunnelKey())
                        .filter(tunnel -> tunnel.isOpen() || tunnel.isDormant());
        return new Wish(edge, session, scope, request, previous);
    }

    private SessionRow current(ServingEdge edge, ClaimRequest request) {
        SessionRow session =
                sessions.lock(request.sessionId()).orElseThrow(ClaimService::superseded);
        boolean current =
                session.edge().equals(edge.id()) && session.generation() == request.generation();
        session.ended()
                .ifPresent(reason -> {
                    throw over(reason, current);
                });
        if (!current) {
            throw superseded();
        }
        return session;
    }

    private TunnelRow renewed(TunnelRow before, Wish wish) {
        if (!before.isOpen()) {
            checkLimit(wish);
        }
        tunnels.renew(before, wish);
        return before;
    }

    private TunnelRow opened(Wish wish, Endpoint endpoint) {
        wish.previous()
                .filter(TunnelRow::isOpen)
                .ifPresent(before -> closing.tunnel(before, Reason.REPLACED));
        checkLimit(wish);
        return tunnels.open(wish, endpoint);
    }

    private void checkLimit(Wish wish) {
        long most = limits.of(new AccountId(wish.account())).tunnels();
        if (!Limits.allowsOneMore(most, tunnels.countOpenOf(wish.account()))) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED, "This account may have " + most + " tunnels open");
        }
        if (tunnels.countOpen(wish.session().id()) >= limits.tunnelsPerSession()) {
            throw new ProblemException(
                    ProblemCode.LIMIT_REACHED,
                    "A session may hold " + limits.tunnelsPerSession() + " tunnels");
        }
    }

    /// An edge that was not heard of for longer than its lease gets its sessions back with its next
    /// heartbeat: its agents are to ask again, not to give up.
    private static ProblemException over(String reason, boolean current) {
        return switch (reason) {
            case Reason.EDGE_LOST ->
                    current
                            ? new ProblemException(
                                    ProblemCode.UNAVAILABLE,
                                    "The edge was away and is to confirm the session first")
                            : superseded();
            case Reason.AUTHTOKEN_REVOKED ->
                    new ProblemException(
                            ProblemCode.AUTHTOKEN_REVOKED, "The authtoken was revoked");
            case Reason.ACCOUNT_SUSPENDED ->
                    new ProblemException(ProblemCode.ACCOUNT_SUSPENDED, "The account is suspended");
            default -> superseded();
        };
    }

    private static ProblemException superseded() {
        return new ProblemException(
                ProblemCode.SESSION_SUPERSEDED, "The session is over or has a newer generation");
    }
}
