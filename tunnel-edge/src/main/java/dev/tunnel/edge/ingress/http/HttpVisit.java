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
    private final Instant begun;
    private final @Nullable LongAdder in;
    private final @Nullable LongAdder out;

    HttpVisit(Visits visits) {
        this.visits = visits;
        this.begun = visits.now();
        this.in = visits.isLogged() ? new LongAdder() : null;
        this.out = visits.isLogged() ? new LongAdder() : null;
    }

    /// A piece of the request's body.
    void in(int bytes) {
        if (in != null) {
            in.add(bytes);
        }
    }

    /// A piece of the response's body.
    void out(int bytes) {
        if (out != null) {
            out.add(bytes);
        }
    }

    /// @param status of the answer, 0 when there was none
    void ended(
            PublicRequest request,
            Origin origin,
            @Nullable Tunnel tunnel,
            int status,
            String outcome) {
        visits.ended(
                KIND,
                outcome,
                () -> {
                    var head = request.head();
                    return new AccessEntry(
                            begun,
                            KIND,
                            tunnel == null ? null : tunnel.id(),
                            host(origin.address()),
                            request.authority().host(),
                            head.method().name(),
                            path(head.uri()),
                            request.protocol(),
                            status == 0 ? null : status,
                            in == null ? 0 : in.sum(),
                            out == null ? 0 : out.sum(),
                            Duration.between(begun, visits.now()).toMillis(),
                            outcome,
                            head.headers().get("traceparent"));
                });
    }

    /// Bytes of which no request could be made.
    static void malformed(Visits visits, Channel visitor, Refusal refusal) {
        visits.ended(
                KIND,
                refusal.code(),
                () ->
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

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private static String host(InetSocketAddress visitor) {
        return NetUtil.toAddressString(visitor.getAddress());
    }
}
