package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.agent.Opening;
import dev.tunnel.edge.agent.TunnelRequest;
import dev.tunnel.edge.agent.Unclear;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.CloseReason;
import dev.tunnel.edge.tunnel.Session;
import dev.tunnel.edge.tunnel.Tunnel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client's wishes for tunnels, granted one after the other, and the tunnels it got. Control
/// executor only.
///
/// Each protocol of a wish is answered by itself. The http and https of one name are one tunnel of
/// ours, whether they were asked for at once or one by one; what was granted already is answered
/// again without asking anybody, as some clients repeat themselves.
final class WishList {
    /// Refusals after which the client is to come back, which an error would keep it from.
    private static final Set<String> PASSING =
            Set.of(ProblemCode.UNAVAILABLE.wire(), ProblemCode.SESSION_SUPERSEDED.wire());

    private final Agents agents;
    private final Ngrok1Settings settings;
    private final Agent agent;
    private final Session session;
    private final ControlConnection connection;
    private final WishReader reader = new WishReader();
    private final Queue<Request.ReqTunnel> waiting = new ArrayDeque<>();
    private final Map<String, Served> served = new HashMap<>();
    private boolean busy;

    /// A tunnel as it was asked for last.
    private record Served(Tunnel tunnel, Set<String> schemes, @Nullable BasicAuth auth) {}

    WishList(
            Agents agents,
            Ngrok1Settings settings,
            Agent agent,
            Session session,
            ControlConnection connection) {
        this.agents = agents;
        this.settings = settings;
        this.agent = agent;
        this.session = session;
        this.connection = connection;
    }

    void add(Request.ReqTunnel wish) {
        if (waiting.size() >= settings.waitingWishes()) {
            connection.channel().close();
            return;
        }
        waiting.add(wish);
        if (!busy) {
            next();
        }
    }

    private void next() {
        var wish = waiting.poll();
        busy = wish != null;
        if (wish != null) {
            grant(wish, WishReader.protocols(wish).iterator());
        }
    }

    private void grant(Request.ReqTunnel wish, Iterator<String> protocols) {
        if (!protocols.hasNext()) {
            next();
            return;
        }
        var protocol = protocols.next();
        try {
            var request = request(wish, protocol);
            var before = served.get(request.key());
            if (before != null && before.schemes.containsAll(request.schemes())) {
                granted(wish, protocol, before.tunnel);
                grant(wish, protocols);
            } else {
                agents.openings()
                        .open(
                                session,
                                agent,
                                request,
                                opening -> {
                                    if (answered(wish, protocol, request, opening)) {
                                        grant(wish, protocols);
                                    }
                                });
            }
        } catch (Unclear e) {
            refuse(wish, e.sentence());
        }
    }

    private TunnelRequest request(Request.ReqTunnel wish, String protocol) throws Unclear {
        var before = served.get(reader.key(wish, protocol));
        var schemes = new LinkedHashSet<String>();
        if (before != null) {
            schemes.addAll(before.schemes);
        }
        WishReader.protocols(wish).stream()
                .filter(List.of("http", "https")::contains)
                .forEach(schemes::add);
        var request = reader.read(wish, protocol, schemes);
        if (before != null
                && !Objects.equals(before.auth, request.options().access().basicAuth())) {
            throw new Unclear(
                    "The tunnel %s is already registered."
                            .formatted(before.tunnel.identity().urls().getFirst()));
        }
        return request;
    }

    /// @return whether to go on with the wish
    private boolean answered(
            Request.ReqTunnel wish, String protocol, TunnelRequest request, Opening opening) {
        switch (opening) {
            case Opening.Opened(var tunnel) -> {
                served.put(
                        request.key(),
                        new Served(
                                tunnel,
                                Set.copyOf(request.schemes()),
                                request.options().access().basicAuth()));
                return granted(wish, protocol, tunnel);
            }
            case Opening.Refused(var code, _) when PASSING.contains(code) -> {
                waiting.clear();
                connection.channel().close();
            }
            case Opening.Refused(_, var message) -> refuse(wish, message);
        }
        return false;
    }

    /// An edge without an https port grants `http+https` without an https URL.
    private boolean granted(Request.ReqTunnel wish, String protocol, Tunnel tunnel) {
        var url =
                urls(tunnel).filter(it -> it.startsWith(protocol + "://")).findFirst().orElse(null);
        if (url != null) {
            connection.send(new Answer.NewTunnel(wish.reqId(), url, protocol, ""));
        } else if (urls(tunnel).findAny().isEmpty() || WishReader.protocols(wish).size() == 1) {
            refuse(wish, "Not listening for " + protocol + " connections");
            return false;
        }
        return true;
    }

    private static Stream<String> urls(Tunnel tunnel) {
        return tunnel.identity().urls().stream();
    }

    /// What is left of the wish is dropped. A client without any tunnel has no reason to stay.
    private void refuse(Request.ReqTunnel wish, String error) {
        reader.forget(wish);
        last(error);
        next();
    }

    private void last(String error) {
        if (served.isEmpty()) {
            waiting.clear();
            connection.finish(Answer.NewTunnel.refused(error));
        } else {
            connection.send(Answer.NewTunnel.refused(error));
        }
    }

    /// A tunnel was closed for a reason that is not the client's. Told of it, ngrok 1.7 ends; so it
    /// is told when it has no other.
    void closed(Tunnel tunnel, CloseReason reason) {
        boolean known = served.values().removeIf(it -> it.tunnel == tunnel);
        if (known && served.isEmpty() && !busy) {
            last(tunnel.identity().urls().getFirst() + ": " + reason.message());
        }
    }
}
