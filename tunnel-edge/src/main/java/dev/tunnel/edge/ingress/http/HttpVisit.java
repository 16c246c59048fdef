package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.telemetry.AccessEntry;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.PeerAddress;
import dev.tunnel.edge.tunnel.Tunnel;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What is told of one request when it ends.
final class HttpVisit {
    private static final String KIND = "http";

    private final Visits visits;
    private final @Nullable Logged logged;

    /// What only the log wants to know.
    private record Logged(Instant begun, LongAdder in, LongAdder out) {}

    HttpVisit(Visits visits) {
        this.visits = visits;
        this.logged =
                visits.isLogged()
                        ? new Logged(visits.now(), new LongAdder(), new LongAdder())
                        : null;
    }

    /// A piece of the request's body.
    void in(int bytes) {
        if (logged != null) {
            logged.in.add(bytes);
        }
    }

    /// A piece of the response's body.
    void out(int bytes) {
        if (logged != null) {
            logged.out.add(bytes);
        }
    }

    /// @param status of the answer, 0 when there was none
    void ended(
            PublicRequest request,
            Origin origin,
            @Nullable Tunnel tunnel,
            int status,
            String outcome) {
        visits.count(KIND, outcome);
        if (logged != null) {
            var head = request.head();
            visits.log(
                    new AccessEntry(
                            logged.begun,
                            KIND,
                            tunnel == null ? null : tunnel.id(),
                            host(origin.address()),
                            request.authority().host(),
                            head.method().name(),
                            path(head.uri()),
                            request.protocol(),
                            status == 0 ? null : status,
                            logged.in.sum(),
                            logged.out.sum(),
                            Duration.between(logged.begun, visits.now()).toMillis(),
                            outcome,
                            head.headers().get("traceparent")));
        }
    }

    /// Bytes of which no request could be made.
    static void malformed(Visits visits, Channel visitor, Refusal refusal) {
        visits.count(KIND, refusal.code());
        if (visits.isLogged()) {
            visits.log(
                    new AccessEntry(
                            visits.now(),
                            KIND,
                            null,
                            host(PeerAddress.of(visitor)),
                            "",
                            null,
                            null,
                            null,
                            refusal.status().code(),
                            0,
                            0,
                            0,
                            refusal.code(),
                            null));
        }
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static String host(InetSocketAddress visitor) {
        return NetUtil.toAddressString(visitor.getAddress());
    }
}
