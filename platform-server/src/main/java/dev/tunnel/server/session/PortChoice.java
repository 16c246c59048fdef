package dev.tunnel.server.session;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.session.Endpoint.Port;
import dev.tunnel.server.session.Taking.Outcome;
import dev.tunnel.server.token.PortRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the port of a TCP tunnel: the one asked for, the one it had before, or a free one of the
/// edge's range.
@ApplicationScoped
class PortChoice {
    private static final int ATTEMPTS = 100;

    private final Taking taking;
    private final Endpoints endpoints;
    private final Affinities affinities;

    PortChoice(Taking taking, Endpoints endpoints, Affinities affinities) {
        this.taking = taking;
        this.endpoints = endpoints;
        this.affinities = affinities;
    }

    Port choose(Wish wish) {
        Integer asked = wish.request().remotePort();
        Port port = asked == null ? unnamed(wish) : named(wish, asked);
        affinities.remember(wish.session(), wish.key(), port);
        return port;
    }

    private Port named(Wish wish, int number) {
        PortRange range = wish.edge().tcpPorts();
        if (!range.contains(number)) {
            throw new ProblemException(
                    ProblemCode.PORT_OUT_OF_RANGE,
                    "Port " + number + " is not one of " + range + " of this server");
        }
        if (!wish.scope().allowsPort(number)) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "The authtoken may not open port " + number);
        }
        Port port = new Port(number);
        if (wish.request().excludedPorts().contains(number)
                || taking.demand(wish, port) != Outcome.TAKEN) {
            throw new ProblemException(
                    ProblemCode.PORT_TAKEN, "Port " + number + " is already in use");
        }
        return port;
    }

    private Port unnamed(Wish wish) {
        List<Integer> usable = usable(wish);
        return before(wish)
                .filter(port -> usable.contains(port.number()))
                .filter(port -> taking.prefer(wish, port) == Outcome.TAKEN)
                .findFirst()
                .orElseGet(() -> free(wish, usable));
    }

    private static List<Integer> usable(Wish wish) {
        Set<Integer> excluded = new HashSet<>(wish.request().excludedPorts());
        return wish.edge()
                .tcpPorts()
                .ports()
                .filter(port -> !excluded.contains(port) && wish.scope().allowsPort(port))
                .boxed()
                .toList();
    }

    private Stream<Port> before(Wish wish) {
        return Stream.concat(
                        wish.previous().map(TunnelRow::endpoint).stream(),
                        affinities.last(wish.session(), wish.key()).stream())
                .filter(Port.class::isInstance)
                .map(Port.class::cast)
                .distinct();
    }

    /// Others may take the port that was seen free at the same moment: then the next one is tried.
    private Port free(Wish wish, List<Integer> usable) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Port> port = endpoints.ownFreePort(usable, wish.account());
            if (port.isPresent()) {
                return port.get();
            }
            if (!endpoints.anyFreePort(usable)) {
                throw new ProblemException(
                        ProblemCode.PORTS_EXHAUSTED,
                        "All TCP ports of this server that may be used are in use");
            }
        }
        throw new ProblemException(ProblemCode.UNAVAILABLE, "Too many ask for a port, try again");
    }
}
