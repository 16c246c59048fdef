package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.Allowances;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.util.concurrent.Ticker;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What an account may carry holds where one of its ends, or both, speak HTTP/2.
final class Http2QuotaIT {
    private static final String HOST = "a.localhost";
    private static final int BODY = 1_000_000;
    private static final long RATE = 400_000;

    /// All but the first second's worth and the last piece, which nobody waits for.
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(600);

    @RegisterExtension private final Http2Edge https = Http2Edge.usual();
    @RegisterExtension private final HttpEdge http = new HttpEdge();
    private final Allowances allowances = new Allowances(Ticker.systemTicker());

    @Test
    void requests_of_http_1_1_to_a_service_of_http_2_are_as_slow_as_the_account() throws Exception {
        var got = new AtomicInteger();
        try (var service =
                        new Http2Service((stream, frame) -> {
                            if (frame instanceof Http2DataFrame data) {
                                int total = got.addAndGet(data.content().readableBytes());
                                stream.writeAndFlush(
                                        new DefaultHttp2WindowUpdateFrame(
                                                        data.initialFlowControlledBytes())
                                                .stream(data.stream()));
                                if (data.isEndStream()) {
                                    Http2Service.answer(stream, "200", "got " + total);
                                }
                            }
                        });
                var visitor = new RawClient(http.port())) {
            limit(
                    http.fixture()
                            .tunnel(
                                    new Endpoint.HttpHost(HOST),
                                    IngressFixture.options(
                                            Access.OPEN,
                                            new Upstream(
                                                    null,
                                                    ProxyProtocol.NONE,
                                                    UpstreamProtocol.HTTP2)),
                                    service.port()));
            long begun = System.nanoTime();
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: "
                            + HOST
                            + "\r\nContent-Length: "
                            + BODY
                            + "\r\n\r\n");
            visitor.send("x".repeat(BODY));
            assertThat(visitor.head()).startsWith("HTTP/1.1 200 ");
            assertThat(visitor.until("\r\n0\r\n\r\n")).contains("got " + BODY);
            assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
        }
    }

    @Test
    void what_a_web_socket_over_http_2_brings_is_as_slow_as_the_account() throws Exception {
        try (var service =
                        LocalService.start(c -> {
                            accept(c);
                            c.send("x".repeat(BODY));
                            c.in().transferTo(c.out());
                        });
                var visitor = new Http2Peer(https.connect(HOST, "h2"))) {
            limit(https.fixture().http(HOST, service.port()));
            open(visitor);
            long begun = System.nanoTime();
            read(visitor);
            assertThat(System.nanoTime() - begun).isGreaterThan(LEAST);
        }
    }

    private static void open(Http2Peer visitor) throws Exception {
        visitor.headers(
                1,
                false,
                ":method",
                "CONNECT",
                ":scheme",
                "https",
                ":authority",
                HOST,
                ":path",
                "/",
                ":protocol",
                "websocket");
        assertThat(visitor.decode(visitor.next(Http2Peer.HEADERS)).status()).hasToString("200");
    }

    /// Reads a body's length of the stream's data.
    private static void read(Http2Peer visitor) throws Exception {
        for (int left = BODY; left > 0; ) {
            int length = visitor.next(Http2Peer.DATA).payload().length;
            if (length > 0) {
                visitor.integer(Http2Peer.WINDOW_UPDATE, 0, length);
                visitor.integer(Http2Peer.WINDOW_UPDATE, 1, length);
            }
            left -= length;
        }
    }

    private static void accept(LocalService.Connection c) throws Exception {
        c.readHead();
        var salted = c.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        var answer =
                Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-1")
                                        .digest(salted.getBytes(US_ASCII)));
        c.send(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + answer
                        + "\r\n\r\n");
    }

    private void limit(Tunnel tunnel) {
        var account = tunnel.accountId();
        var _ = allowances.set(new AccountQuota(account, Level.OK, null, null, RATE, null));
        tunnel.limit(allowances.of(account));
    }
}
