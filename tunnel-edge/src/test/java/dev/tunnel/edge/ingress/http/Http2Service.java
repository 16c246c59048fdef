package dev.tunnel.edge.ingress.http;

import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelOption;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A local service that speaks HTTP/2 with prior knowledge and answers by a script.
final class Http2Service implements AutoCloseable {
    private final EventLoopGroup loops = Transport.best().group(1, "test-service");
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Http2Headers> heads = new ConcurrentLinkedQueue<>();
    private final Channel listener;

    /// What happens with each frame of a request.
    @FunctionalInterface
    interface Script {
        void frame(ChannelHandlerContext stream, Http2StreamFrame frame);
    }

    Http2Service(Script script) {
        listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(Transport.best().server())
                        .childHandler(connection(script))
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
    }

    /// Answers each head with its own path.
    static Http2Service ofPaths() {
        return new Http2Service((stream, frame) -> {
            if (frame instanceof Http2HeadersFrame head) {
                answer(stream, "200", head.headers().path().toString());
            }
        });
    }

    static void answer(ChannelHandlerContext stream, String status, String body) {
        begin(stream, status);
        stream.writeAndFlush(
                new DefaultHttp2DataFrame(
                        stream.alloc()
                                .buffer()
                                .writeBytes(body.getBytes(StandardCharsets.US_ASCII)),
                        true));
    }

    static void begin(ChannelHandlerContext stream, String status) {
        stream.writeAndFlush(
                new DefaultHttp2HeadersFrame(new DefaultHttp2Headers(false).status(status)));
    }

    private ChannelInitializer<Channel> connection(Script script) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                connections.incrementAndGet();
                channel.pipeline()
                        .addLast(Http2FrameCodecBuilder.forServer().validateHeaders(false).build())
                        .addLast(new Http2MultiplexHandler(stream(script)));
            }
        };
    }

    private ChannelInitializer<Channel> stream(Script script) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, false);
                stream.pipeline().addLast(new Scripted(script));
            }
        };
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    int connections() {
        return connections.get();
    }

    /// The heads of the requests so far.
    Queue<Http2Headers> heads() {
        return heads;
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Scripted extends ChannelInboundHandlerAdapter {
        private final Script script;

        Scripted(Script script) {
            this.script = script;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            try {
                if (msg instanceof Http2HeadersFrame head) {
                    heads.add(head.headers());
                }
                if (msg instanceof Http2StreamFrame frame) {
                    script.frame(ctx, frame);
                }
            } finally {
                ReferenceCountUtil.release(msg);
            }
        }
    }
}
