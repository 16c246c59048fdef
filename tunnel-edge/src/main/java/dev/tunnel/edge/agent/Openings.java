package dev.tunnel.edge.agent;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.ClaimGranted;
import dev.tunnel.api.edge.ClaimRequest;
import dev.tunnel.edge.platform.Outcome;
import dev.tunnel.edge.platform.Platform;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.Allowances;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Holding;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.TcpPorts;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelIdentity;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.util.concurrent.EventExecutor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes tunnels public: claims the name or port, listens where a port is needed, registers.
/// Control executor only.
public final class Openings {
    private static final Logger log = LoggerFactory.getLogger(Openings.class);
    private static final int PORT_TRIES = 5;

    private final EventExecutor control;
    private final Platform platform;
    private final TunnelRegistry tunnels;
    private final TcpPorts ports;
    private final int tunnelsPerSession;
    private final Departures departures;
    private final Farewells farewells;
    private final Allowances allowances;
    private final Map<UUID, Integer> pending = new HashMap<>();
    private final Map<Integer, Integer> binding = new HashMap<>();

    /// One request on its way.
    private record Attempt(
            Session session,
            Agent agent,
            TunnelRequest request,
            long generation,
            Consumer<Opening> answer) {}

    Openings(
            Agents.Surroundings in,
            Departures departures,
            Farewells farewells,
            Allowances allowances) {
        this.control = in.control();
        this.platform = in.platform();
        this.tunnels = in.tunnels();
        this.ports = in.ports();
        this.tunnelsPerSession = in.settings().tunnels();
        this.departures = departures;
        this.farewells = farewells;
        this.allowances = allowances;
    }

    /// Opens a tunnel over the session's present connection, or gives the agent the one back that
    /// it calls so.
    public void open(
            Session session, Agent agent, TunnelRequest request, Consumer<Opening> answer) {
        if (!session.isServedBy(agent)) {
            answer.accept(refused(ProblemCode.SESSION_SUPERSEDED, Reasons.SUPERSEDED.message()));
            return;
        }
        int most = Math.min(session.grant().maxTunnels(), tunnelsPerSession);
        int held = session.holdings().size() + pending.getOrDefault(session.id(), 0);
        if (held >= most && session.holding(request.key()).isEmpty()) {
            answer.accept(
                    refused(
                            ProblemCode.LIMIT_REACHED,
                            "This session may hold " + most + " tunnels at a time."));
            return;
        }
        pending.merge(session.id(), 1, Integer::sum);
        var attempt =
                new Attempt(
                        session,
                        agent,
                        request,
                        session.grant().generation(),
                        opening -> {
                            oneLess(pending, session.id());
                            answer.accept(opening);
                        });
        claim(attempt, List.of());
    }

    /// Whether any claim is on its way.
    boolean isPending() {
        return !pending.isEmpty();
    }

    private void claim(Attempt attempt, List<Integer> excluded) {
        platform.claim(
                attempt.request.claim(attempt.session, excluded),
                outcome -> {
                    switch (outcome) {
                        case Outcome.Ok<ClaimGranted>(var granted) ->
                                granted(attempt, granted, excluded);
                        case Outcome.Refused<ClaimGranted>(var code, var message) ->
                                attempt.answer.accept(refused(code, message));
                        case Outcome.Unavailable<ClaimGranted> _ -> whileAway(attempt);
                    }
                });
    }

    private void granted(Attempt attempt, ClaimGranted granted, List<Integer> excluded) {
        if (isStale(attempt)) {
            giveUp(attempt, granted);
            return;
        }
        var tunnel = tunnelOf(attempt, granted);
        if (tunnel.endpoint() instanceof Endpoint.TcpPort(int port)) {
            binding.merge(port, 1, Integer::sum);
            ports.listen(port, tunnel)
                    .addListener(bound ->
                            control.execute(() -> {
                                oneLess(binding, port);
                                if (bound.isSuccess()) {
                                    bound(attempt, granted, tunnel);
                                } else {
                                    notBound(attempt, granted, port, excluded);
                                }
                            }));
        } else {
            serve(attempt, tunnel);
        }
    }

    private static <K> void oneLess(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    /// A port that an attempt of a lost connection has bound is left to another attempt that is
    /// binding it now.
    private void bound(Attempt attempt, ClaimGranted granted, Tunnel tunnel) {
        if (isStale(attempt)) {
            if (tunnel.endpoint() instanceof Endpoint.TcpPort(int port)
                    && !binding.containsKey(port)
                    && tunnels.find(tunnel.endpoint()) instanceof Lookup.Unknown) {
                ports.close(port);
            }
            giveUp(attempt, granted);
        } else {
            serve(attempt, tunnel);
        }
    }

    private void notBound(Attempt attempt, ClaimGranted granted, int port, List<Integer> excluded) {
        log.warn("port {} is granted but in use by another program on this machine", port);
        farewells.released(granted.tunnelId(), attempt.generation, "port_in_use");
        if (attempt.request.remotePort() != null || excluded.size() + 1 >= PORT_TRIES) {
            attempt.answer.accept(
                    refused(
                            ProblemCode.PORT_TAKEN,
                            "Port " + port + " is in use by another program on the edge."));
        } else {
            claim(attempt, Stream.concat(excluded.stream(), Stream.of(port)).toList());
        }
    }

    private static boolean isStale(Attempt attempt) {
        return !attempt.session.isServedBy(attempt.agent);
    }

    /// The connection that asked is gone. A newer one of the session has claimed, or will, with a
    /// newer generation, which this release leaves alone.
    private void giveUp(Attempt attempt, ClaimGranted granted) {
        farewells.released(granted.tunnelId(), attempt.generation, Reasons.LOST.code());
        attempt.answer.accept(
                refused(ProblemCode.SESSION_SUPERSEDED, Reasons.SUPERSEDED.message()));
    }

    private static Endpoint endpoint(ClaimRequest.Proto proto, ClaimGranted granted) {
        var host = granted.hostname();
        var port = granted.port();
        return switch (proto) {
            case HTTP -> new Endpoint.HttpHost(Objects.requireNonNull(host, "hostname"));
            case TLS -> new Endpoint.TlsHost(Objects.requireNonNull(host, "hostname"));
            case TCP -> new Endpoint.TcpPort(Objects.requireNonNull(port, "port"));
        };
    }

    private Tunnel tunnelOf(Attempt attempt, ClaimGranted granted) {
        var session = attempt.session;
        var identity = identity(session, attempt.request, granted);
        return session.holding(attempt.request.key())
                .map(Holding::tunnel)
                .filter(tunnel -> tunnel.isOpen() && tunnel.identity().equals(identity))
                .orElseGet(() -> newTunnel(attempt, identity));
    }

    private Tunnel newTunnel(Attempt attempt, TunnelIdentity identity) {
        var tunnel = Tunnel.held(identity, attempt.request.options(), attempt.agent, control);
        tunnel.limit(allowances.of(identity.accountId()));
        return tunnel;
    }

    private static TunnelIdentity identity(
            Session session, TunnelRequest request, ClaimGranted granted) {
        return new TunnelIdentity(
                granted.tunnelId(),
                session.owner().accountId(),
                request.key(),
                endpoint(request.proto(), granted),
                granted.urls());
    }

    /// Visitors find the tunnel before its agent hears of it, as its user may be there at once; and
    /// they are let through to the agent after that, as it refuses streams of a tunnel that it does
    /// not know.
    private void serve(Attempt attempt, Tunnel tunnel) {
        var session = attempt.session;
        var earlier = session.holding(tunnel.identity().key()).map(Holding::tunnel);
        var displaced = tunnels.register(tunnel);
        attempt.answer.accept(new Opening.Opened(tunnel));
        var request = attempt.request.claim(session, List.of());
        session.serve(new Holding(tunnel, request, true), attempt.request.options());
        displaced.ifPresent(departures::displaced);
        earlier.filter(it -> it != tunnel && it.isOpen())
                .ifPresent(it -> departures.close(it, Reasons.REPLACED));
        log.info("{} open for {}", tunnel, session);
    }

    /// The platform cannot be asked: what the session holds already it may go on with.
    private void whileAway(Attempt attempt) {
        var own = isStale(attempt) ? Optional.<Holding>empty() : own(attempt);
        if (own.isEmpty()) {
            attempt.answer.accept(refused(ProblemCode.UNAVAILABLE, Grace.UNAVAILABLE.message()));
            return;
        }
        var tunnel = own.get().tunnel();
        attempt.answer.accept(new Opening.Opened(tunnel));
        attempt.session.serve(
                new Holding(tunnel, own.get().request(), false), attempt.request.options());
        log.info("{} open again for {}, platform away", tunnel, attempt.session);
    }

    private static Optional<Holding> own(Attempt attempt) {
        return attempt.session
                .holding(attempt.request.key())
                .filter(held -> held.tunnel().isOpen())
                .filter(held -> attempt.request.isMetBy(held.tunnel().endpoint()));
    }

    private static Opening refused(ProblemCode code, String message) {
        return new Opening.Refused(code.wire(), message);
    }
}
