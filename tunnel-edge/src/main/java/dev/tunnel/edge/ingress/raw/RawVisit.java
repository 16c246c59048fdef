package dev.tunnel.edge.ingress.raw;

import dev.tunnel.edge.ingress.Pacing;
import dev.tunnel.edge.telemetry.AccessEntry;
import dev.tunnel.edge.telemetry.Outcomes;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.PeerAddress;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What is told of one connection when it ends.
final class RawVisit {
    private final Visits visits;
    private final Endpoint endpoint;
    private final Instant begun;

    RawVisit(Visits visits, Endpoint endpoint) {
        this.visits = visits;
        this.endpoint = endpoint;
        this.begun = visits.now();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void refused(Channel visitor, Refusal refusal) {
        ended(visitor, null, 0, 0, refusal.code());
    }

    /// Leaves both ends to a relay.
    void served(Channel visitor, Tunnel tunnel, Channel stream) {
        var traffic = tunnel.traffic();
        var allowance = tunnel.allowance();
        if (!visits.isLogged()) {
            ended(visitor, tunnel, 0, 0, Outcomes.SERVED);
            Relay.join(
                    visitor,
                    stream,
                    Pacing.in(allowance, traffic::in),
                    Pacing.out(allowance, traffic::out));
            return;
        }
        var in = new LongAdder();
        var out = new LongAdder();
        visitor.closeFuture()
                .addListener(_ -> ended(visitor, tunnel, in.sum(), out.sum(), Outcomes.SERVED));
        Relay.join(
                visitor,
                stream,
                Pacing.in(
                        allowance,
                        bytes -> {
                            traffic.in(bytes);
                            in.add(bytes);
                        }),
                Pacing.out(
                        allowance,
                        bytes -> {
                            traffic.out(bytes);
                            out.add(bytes);
                        }));
    }

    private void ended(
            Channel visitor, @Nullable Tunnel tunnel, long in, long out, String outcome) {
        visits.count(endpoint.protocol(), outcome);
        if (visits.isLogged()) {
            visits.log(
                    new AccessEntry(
                            begun,
                            endpoint.protocol(),
                            tunnel == null ? null : tunnel.id(),
                            host(PeerAddress.of(visitor)),
                            name(),
                            null,
                            null,
                            null,
                            null,
                            in,
                            out,
                            Duration.between(begun, visits.now()).toMillis(),
                            outcome,
                            null));
        }
    }

    private String name() {
        return switch (endpoint) {
            case Endpoint.HttpHost(var host) -> host;
            case Endpoint.TlsHost(var host) -> host;
            case Endpoint.TcpPort(int port) -> String.valueOf(port);
        };
    }

    private static String host(InetSocketAddress visitor) {
        return NetUtil.toAddressString(visitor.getAddress());
    }
}
