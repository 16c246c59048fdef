package dev.tunnel.server.edge;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.config.TunnelConfig;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.session.ServingEdge;
import dev.tunnel.server.token.PortRange;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The edge that calls, for the length of one request. Filled in by the filter that checked its
/// key.
@RequestScoped
class CallingEdge {
    private final TunnelConfig config;
    private @Nullable KnownEdge edge;

    CallingEdge(TunnelConfig config) {
        this.config = config;
    }

    void is(KnownEdge known) {
        edge = known;
    }

    KnownEdge known() {
        if (edge == null) {
            throw new IllegalStateException("the filter for edge keys did not run");
        }
        return edge;
    }

    UUID id() {
        return known().id();
    }

    /// The edge with its addresses.
    ///
    /// @throws ProblemException `unavailable` before it has registered
    ServingEdge serving() {
        KnownEdge known = known();
        return known.address()
                .map(address ->
                        new ServingEdge(
                                known.id(),
                                config.domain(),
                                address.httpPort(),
                                address.httpsPort(),
                                new PortRange(address.tcpPortFrom(), address.tcpPortTo())))
                .orElseThrow(() ->
                        new ProblemException(ProblemCode.UNAVAILABLE, "Register this edge first"));
    }
}
