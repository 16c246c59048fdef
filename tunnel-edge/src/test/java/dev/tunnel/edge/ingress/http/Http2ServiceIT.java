package dev.tunnel.edge.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.ProxyProtocol;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Services that speak HTTP/2 with prior knowledge, behind visitors of either version.
final class Http2ServiceIT {
    private static final String HOST = "a.x.test";
    private static final int MORE_THAN_KEPT = 17;

    @RegisterExtension private final Http2Edge https = Http2Edge.below("x.test");
    @RegisterExtension private final HttpEdge http = new HttpEdge();

    private static Tunnel serve(IngressFixture edge, String host, Http2Service service) {
        return serve(edge, host, service.port());
    }

    private static Tunnel serve(IngressFixture edge, String host, int port) {
        return edge.tunnel(
                new Endpoint.HttpHost(host),
                IngressFixture.options(
                        Access.OPEN,
                        new Upstream(null, ProxyProtocol.NONE, UpstreamProtocol.HTTP2)),
                port);
    }

    private Http2Peer connect() throws IOException {
        return new Http2Peer(https.connect(HOST, "h2"));
    }

    @Test
    void requests_of_a_visitor_of_http_1_1_share_one_connection() throws Exception {
        try (var service = Http2Service.ofPaths();
                var visitor = new RawClient(http.port())) {
            serve(http.fixture(), HOST, service);
            for (int i = 0; i < 3; i++) {
                visitor.get(HOST, "/" + i);
                var head = visitor.head();
                assertThat(head)
                        .startsWith("HTTP/1.1 200 ")
                        .containsIgnoringCase("transfer-encoding: chunked");
                assertThat(visitor.until("\r\n0\r\n\r\n"))
                        .isEqualTo("2\r\n/" + i + "\r\n0\r\n\r\n");
            }
            assertThat(service.connections()).isEqualTo(1);
            var head = service.heads().remove();
            assertThat(head.method()).hasToString("GET");
            assertThat(head.authority()).hasToString(HOST);
            assertThat(head.scheme()).hasToString("http");
            assertThat(head.get("x-forwarded-host")).hasToString(HOST);
            assertThat(head.contains("connection")).isFalse();
            assertThat(head.contains("host")).isFalse();
        }
    }

    @Test
    void bodies_and_trailers_go_both_ways() throws Exception {
        try (var service =
                        new Http2Service((stream, frame) -> {
                            if (frame instanceof Http2DataFrame data) {
                                Http2Service.begin(stream, "200");
                                stream.write(
                                        new DefaultHttp2DataFrame(
                                                data.content().retainedDuplicate()));
                            } else if (frame instanceof Http2HeadersFrame head
                                    && head.isEndStream()) {
                                stream.writeAndFlush(
                                        new DefaultHttp2HeadersFrame(
                                                new DefaultHttp2Headers()
                                                        .add("back", head.headers().get("there")),
                                                true));
                            }
                        });
                var visitor = connect()) {
            serve(https.fixture(), HOST, service);
            visitor.headers(1, false, Http2Peer.request("POST", HOST, "/"));
            visitor.data(1, false, "body");
            visitor.headers(1, true, "there", "and again");
            var response = visitor.response(1);
            assertThat(response.body()).isEqualTo("body");
            assertThat(response.trailers()).containsEntry("back", "and again");
        }
    }

    /// A visitor of HTTP/1.1 would read whatever this becomes.
    @ParameterizedTest
    @ValueSource(strings = {"99", "0200", "99999", "200 OK", "abc", "", "-20"})
    void a_status_that_is_none_is_a_bad_gateway(String status) throws Exception {
        try (var service =
                        new Http2Service(
                                (stream, frame) -> Http2Service.answer(stream, status, "body"));
                var visitor = new RawClient(http.port())) {
            serve(http.fixture(), HOST, service);
            visitor.get(HOST, "/");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 502 ")
                    .containsIgnoringCase("x-tunnel-error: service_invalid");
        }
    }

    @Test
    void a_header_that_would_be_two_to_a_visitor_of_http_1_1_is_a_bad_gateway() throws Exception {
        try (var service =
                        new Http2Service((stream, frame) ->
                                stream.writeAndFlush(
                                        new DefaultHttp2HeadersFrame(
                                                new DefaultHttp2Headers(false)
                                                        .status("200")
                                                        .add("x", "1\r\nset-cookie: evil=1"),
                                                true)));
                var visitor = new RawClient(http.port())) {
            serve(http.fixture(), HOST, service);
            visitor.get(HOST, "/");
            assertThat(visitor.response()).startsWith("HTTP/1.1 502 ").doesNotContain("evil");
        }
    }

    @Test
    void a_request_that_the_service_refuses_is_told_to_come_again() throws Exception {
        try (var service =
                        new Http2Service((stream, frame) ->
                                stream.writeAndFlush(
                                        new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM)));
                var visitor = connect()) {
            serve(https.fixture(), HOST, service);
            visitor.get(1, HOST, "/");
            var response = visitor.response(1);
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("x-tunnel-error")).isEqualTo("service_busy");
        }
    }

    @Test
    void a_request_that_comes_when_the_service_says_goodbye_is_told_to_come_again()
            throws Exception {
        try (var service = LocalService.start(Http2ServiceIT::sayGoodbye);
                var visitor = new RawClient(http.port())) {
            serve(http.fixture(), HOST, service.port());
            visitor.send("POST / HTTP/1.1\r\nHost: a.x.test\r\nContent-Length: 0\r\n\r\n");
            assertThat(visitor.response())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("x-tunnel-error: service_busy");
        }
    }

    /// A GOAWAY that says of no request that it was looked at.
    private static void sayGoodbye(LocalService.Connection c) throws IOException {
        c.readExactly("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
        c.send("\0\0\0\4\0\0\0\0\0");
        int type = -1;
        while (type != Http2Peer.HEADERS) {
            byte[] head = c.readExactly(9);
            type = head[3];
            c.readExactly((head[1] & 0xFF) << Byte.SIZE | (head[2] & 0xFF));
        }
        c.send("\0\0\10\7\0\0\0\0\0" + "\0".repeat(8));
        c.in().transferTo(OutputStream.nullOutputStream());
    }

    @Test
    void a_connection_that_makes_room_for_another_finishes_what_is_under_way() throws Exception {
        var waiting = new CompletableFuture<ChannelHandlerContext>();
        try (var slow = new Http2Service((stream, frame) -> waiting.complete(stream));
                var quick = Http2Service.ofPaths();
                var visitor = connect()) {
            serve(https.fixture(), HOST, slow);
            visitor.get(1, HOST, "/slow");
            waiting.get(10, TimeUnit.SECONDS);
            for (int i = 0; i < MORE_THAN_KEPT; i++) {
                serve(https.fixture(), "b" + i + ".x.test", quick);
                visitor.get(2 * i + 3, "b" + i + ".x.test", "/quick");
                assertThat(visitor.response(2 * i + 3).body()).isEqualTo("/quick");
            }
            Http2Service.answer(waiting.join(), "200", "done");
            assertThat(visitor.response(1).body()).isEqualTo("done");
        }
    }

    /// What is told to the service of the end must not break the agent's connection, which carries
    /// the visitors of others.
    @Test
    void a_visitor_that_leaves_a_stuck_upload_disturbs_nobody_else() throws Exception {
        try (var stuck = new Http2Service(Http2ServiceIT::takeNothing);
                var quick = Http2Service.ofPaths()) {
            serve(https.fixture(), HOST, stuck);
            serve(https.fixture(), "b.x.test", quick);
            try (var visitor = connect()) {
                for (int stream = 1; stream < 40; stream += 2) {
                    visitor.headers(stream, false, Http2Peer.request("POST", HOST, "/"));
                    visitor.data(stream, false, "x".repeat(16_000));
                }
                await().until(() -> stuck.heads().size() == 20);
            }
            try (var visitor = connect()) {
                visitor.get(1, "b.x.test", "/still-here");
                assertThat(visitor.response(1).body()).isEqualTo("/still-here");
            }
            assertThat(https.fixture().agent().isOpen()).isTrue();
            await().until(() -> https.fixture().agent().streams() == 0);
        }
    }

    private static void takeNothing(ChannelHandlerContext stream, Http2StreamFrame frame) {
        // Its windows are never granted again.
    }
}
