package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.TrustedProxies;
import dev.tunnel.edge.ingress.IngressFixture;
import dev.tunnel.edge.ingress.LocalService;
import dev.tunnel.edge.ingress.RawClient;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.BasicAuth;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.IpRules;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one request leaves behind for the next one on its connection, and how connections end.
final class ConnectionEndsIT {
    private static final int BODY = 1 << 20;

    private final IngressFixture edge = new IngressFixture();
    private final PublicHttpInitializer http =
            new PublicHttpInitializer(
                    HttpSettings.defaults(TrustedProxies.NONE),
                    edge.registry(),
                    edge.policies(),
                    false);
    private int port;

    @BeforeEach
    void listen() {
        port = edge.listen(http);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void a_visitor_full_at_the_end_of_its_answer_gets_the_next_one() throws IOException {
        try (var service = LocalService.http(c -> c.answer("x".repeat(BODY)))) {
            edge.http("a.localhost", service.port());
            // At one of these marks, the last piece of the answer is the one that is too much.
            for (int mark = BODY; mark < BODY + (32 << 10); mark += 1 << 10) {
                int slow = edge.listen(heldBack(mark));
                try (var visitor = new RawClient(slow)) {
                    for (int i = 0; i < 2; i++) {
                        visitor.get("a.localhost", "/");
                        assertThat(visitor.response()).hasSizeGreaterThan(BODY);
                    }
                }
            }
        }
    }

    /// Connections whose first answer stays with the edge for a moment, as if nobody read it.
    private ChannelInitializer<Channel> heldBack(int mark) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1024, mark));
                channel.pipeline().addLast(new HeldBack(), http);
            }
        };
    }

    private static final class HeldBack extends ChannelOutboundHandlerAdapter {
        private boolean asked;
        private boolean open;

        @Override
        public void flush(ChannelHandlerContext ctx) {
            if (open) {
                ctx.flush();
            } else if (!asked) {
                asked = true;
                ctx.executor()
                        .schedule(
                                () -> {
                                    open = true;
                                    ctx.flush();
                                },
                                100,
                                TimeUnit.MILLISECONDS);
            }
        }
    }

    @Test
    void an_answer_without_a_length_is_not_complete_when_the_agent_dies() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.send("HTTP/1.0 200 OK\r\n\r\nhalf");
                            assertThat(c.read()).isNegative();
                        });
                var visitor = new RawClient(port)) {
            edge.http("a.localhost", service.port());
            visitor.get("a.localhost", "/");
            assertThat(visitor.head()).containsIgnoringCase("transfer-encoding: chunked");
            visitor.until("half\r\n");
            edge.agent().disconnect();
            assertThat(visitor.rest()).isEmpty();
        }
    }

    @Test
    void a_replaced_stream_carries_a_request_with_a_password() throws IOException {
        try (var service =
                        LocalService.start(c -> {
                            c.readHead();
                            c.answer(c.path());
                        });
                var visitor = new RawClient(port)) {
            edge.tunnel(
                    new Endpoint.HttpHost("a.localhost"),
                    IngressFixture.restricted(
                            new Access(IpRules.EVERYBODY, new BasicAuth("me", "pw"), false)),
                    service.port());
            var password = Base64.getEncoder().encodeToString("me:pw".getBytes(UTF_8));
            for (int i = 0; i < 50; i++) {
                visitor.send(
                        "GET /%d HTTP/1.1\r\nHost: a.localhost\r\nAuthorization: Basic %s\r\n\r\n"
                                .formatted(i, password));
                assertThat(visitor.response()).startsWith("HTTP/1.1 200 ").endsWith("/" + i);
            }
        }
    }

    @Test
    void there_is_no_second_answer_after_the_last_one() throws IOException {
        try (var visitor = new RawClient(edge.listen(heldBack(BODY)))) {
            visitor.send(
                    "POST / HTTP/1.1\r\nHost: nobody.localhost\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n");
            assertThat(visitor.head()).startsWith("HTTP/1.1 404 ");
            assertThat(visitor.rest()).doesNotContain("HTTP/1.1");
        }
    }
}
