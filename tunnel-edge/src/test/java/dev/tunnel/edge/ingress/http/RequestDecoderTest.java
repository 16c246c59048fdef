package dev.tunnel.edge.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.edge.config.TrustedProxies;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way of being understood twice is refused, whole or in pieces.
final class RequestDecoderTest {
    private static final HttpSettings SETTINGS = HttpSettings.defaults(TrustedProxies.NONE);

    private final PublicHttpCodec codec = new PublicHttpCodec(SETTINGS, false);
    private final EmbeddedChannel channel = new EmbeddedChannel(codec);

    @AfterEach
    void releaseEverything() {
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Body length.
                "POST / HTTP/1.1\r\n"
                        + "Host: a\r\n"
                        + "Content-Length: 3\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\n"
                        + "Host: a\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Content-Length: 3\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3 3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
                        + "Transfer-Encoding: identity\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \"chunked\"\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\n"
                        + "Host: a\r\n"
                        + "Sec-WebSocket-Key1: 1\r\n"
                        + "Sec-WebSocket-Key2: 2\r\n\r\n",
                // Lines.
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\tfolded\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
                "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
                // Request line.
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
                " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\r\nHost: a\r\n\r\n",
                "GET / / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http:/// HTTP/1.1\r\nHost: a\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / XTTP/1.1\r\nHost: a\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00FC\u0003\u0003",
                // Headers.
                "GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX\t: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX\u00E9: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, content-length\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Host\r\n\r\n",
                // Host.
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:99999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: <b>\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: .\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n",
                "GET http://a:1/ HTTP/1.1\r\nHost: a:2\r\n\r\n",
                "GET http://u@a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            })
    void ambiguous_heads_are_refused(String head) {
        assertThat(refusalOf(head).code()).isEqualTo("bad_request");
        assertThat(refusalInPieces(head).code()).isEqualTo("bad_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nabc\r\n0\r\n\r\n",
                "-3\r\nabc\r\n0\r\n\r\n",
                "3\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\r\nabc\n0\r\n\r\n",
                "ffffffff\r\nabc",
                "fffffffffffffffff\r\nabc",
                "3;a=\"b\r\nabc\r\n0\r\n\r\n",
                "3\r\nabc\r\n0\r\nno colon\r\n\r\n",
                "3\r\nabc\r\n0\r\nX : y\r\n\r\n",
            })
    void chunks_that_are_not_well_formed_are_refused(String chunks) {
        channel.writeInbound(
                bytes("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertThat(channel.<Object>readInbound()).isInstanceOf(PublicRequest.class);
        channel.writeInbound(bytes(chunks));
        assertThat(lastInbound()).isInstanceOf(Refusal.class);
        assertThat(channel.writeInbound(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))).isFalse();
    }

    @Test
    void what_is_too_large_says_so() {
        assertThat(
                        refusalOf("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .status()
                                .code())
                .isEqualTo(414);
        assertThat(
                        refusalInPieces("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000))
                                .status()
                                .code())
                .isEqualTo(431);
        assertThat(
                        refusalOf(
                                        "GET / HTTP/1.1\r\nHost: a\r\n"
                                                + "X: y\r\n".repeat(9000)
                                                + "\r\n")
                                .status()
                                .code())
                .isEqualTo(431);
    }

    @Test
    void other_versions_and_proxying_methods_are_refused() {
        assertThat(refusalOf("GET / HTTP/1.2\r\nHost: a\r\n\r\n").status().code()).isEqualTo(505);
        assertThat(refusalOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").status().code()).isEqualTo(505);
        assertThat(refusalOf("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n").status().code())
                .isEqualTo(405);
        assertThat(refusalOf("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n").status().code()).isEqualTo(405);
    }

    @Test
    void a_url_in_the_request_line_becomes_its_path() {
        assertThat(requestOf("GET http://A.b:80/x?y HTTP/1.1\r\nHost: a.b:80\r\n\r\n").head().uri())
                .isEqualTo("/x?y");
        assertThat(requestOf("GET http://a.b?y HTTP/1.1\r\nHost: a.b\r\n\r\n").head().uri())
                .isEqualTo("/?y");
        assertThat(requestOf("GET http://a.b/x HTTP/1.0\r\n\r\n").authority().host())
                .isEqualTo("a.b");
    }

    @Test
    void bytes_outside_ascii_in_the_target_are_escaped() {
        assertThat(requestOf("GET /\u00C3\u00A4 HTTP/1.1\r\nHost: a\r\n\r\n").head().uri())
                .isEqualTo("/%C3%A4");
    }

    @Test
    void the_next_request_waits_until_the_first_is_answered() {
        channel.writeInbound(bytes("\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHo"));
        assertThat(this.<PublicRequest>next().head().uri()).isEqualTo("/1");
        assertThat(this.<Object>next()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.<Object>readInbound()).isNull();
        codec.next();
        channel.writeInbound(bytes("st: a\r\n\r\n"));
        assertThat(this.<PublicRequest>next().head().uri()).isEqualTo("/2");
    }

    @Test
    void a_body_comes_in_pieces_as_it_arrives() {
        channel.writeInbound(bytes("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc"));
        assertThat(this.<PublicRequest>next().body()).isTrue();
        HttpContent piece = next();
        assertThat(piece.content().toString(ISO_8859_1)).isEqualTo("abc");
        piece.release();
        channel.writeInbound(bytes("defGET"));
        HttpContent last = next();
        assertThat(last).isInstanceOf(LastHttpContent.class);
        last.release();
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @Test
    void too_much_read_ahead_asks_for_a_pause() {
        var events = new java.util.ArrayList<Object>();
        channel.pipeline()
                .addLast(
                        new io.netty.channel.ChannelInboundHandlerAdapter() {
                            @Override
                            public void userEventTriggered(
                                    io.netty.channel.ChannelHandlerContext ctx, Object event) {
                                events.add(event);
                            }
                        });
        channel.writeInbound(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        channel.writeInbound(bytes("x".repeat(RequestDecoder.READ_AHEAD)));
        assertThat(events).isEmpty();
        channel.writeInbound(bytes("x"));
        assertThat(events).containsExactly(RequestDecoder.ReadAhead.FULL);
    }

    @Test
    void a_head_that_dribbles_in_is_given_up() {
        channel.writeInbound(bytes("GET / HTTP/1.1\r\n"));
        for (int i = 0; i < 9; i++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            channel.writeInbound(bytes("X: y\r\n"));
        }
        assertThat(channel.<Object>readInbound()).isNull();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(this.<Refusal>next().status().code()).isEqualTo(408);
    }

    @Test
    void a_silent_connection_is_closed() {
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_kept_connection_may_idle_longer_but_not_send_its_head_slowly() {
        channel.writeInbound(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        codec.next();
        channel.advanceTimeBy(59, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.writeInbound(bytes("G"));
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(((Refusal) lastInbound()).status().code()).isEqualTo(408);
    }

    private Refusal refusalOf(String head) {
        var one = new EmbeddedChannel(new PublicHttpCodec(SETTINGS, false));
        one.writeInbound(bytes(head));
        return refusal(one, head);
    }

    private static Refusal refusalInPieces(String head) {
        var one = new EmbeddedChannel(new PublicHttpCodec(SETTINGS, false));
        for (int i = 0; i < head.length(); i++) {
            one.writeInbound(bytes(head.substring(i, i + 1)));
        }
        return refusal(one, head);
    }

    private static Refusal refusal(EmbeddedChannel one, String head) {
        Object message = one.readInbound();
        assertThat(message).as(head).isInstanceOf(Refusal.class);
        assertThat(one.<Object>readInbound()).as("after the refusal of " + head).isNull();
        assertThat(one.writeInbound(bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))).isFalse();
        one.finishAndReleaseAll();
        return (Refusal) message;
    }

    private PublicRequest requestOf(String head) {
        var one = new EmbeddedChannel(new PublicHttpCodec(SETTINGS, false));
        one.writeInbound(bytes(head));
        PublicRequest request = one.readInbound();
        one.finishAndReleaseAll();
        return request;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals")
    private <T> T next() {
        T message = channel.readInbound();
        assertThat(message).isNotNull();
        return message;
    }

    private Object lastInbound() {
        Object last = this.<Object>next();
        for (Object more = channel.readInbound(); more != null; more = channel.readInbound()) {
            ReferenceCountUtil.release(last);
            last = more;
        }
        return last;
    }

    private static io.netty.buffer.ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
