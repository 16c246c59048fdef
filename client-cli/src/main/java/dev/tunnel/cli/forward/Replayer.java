package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.inspect.capture.Captures;
import dev.tunnel.cli.inspect.capture.Replay;
import dev.tunnel.protocol.relay.Relay;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends captured requests to local services once more, on connections of their own; what comes
/// back is recorded and thrown away.
public final class Replayer {

    private static final int SILENCE_SECONDS = 60;
    private static final int LONGEST_MINUTES = 10;

    /// A connection that nobody proxied, as the PROXY protocol says it.
    private static final byte[] UNKNOWN_V1 =
            "PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] LOCAL_V2 =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000");

    private final LocalConnector connector;
    private final EventLoop loop;
    private final Captures captures;

    public Replayer(LocalConnector connector, EventLoop loop, Captures captures) {
        this.connector = connector;
        this.loop = loop;
        this.captures = captures;
    }

    /// @param replayOf the entry that the request repeats
    /// @param request on the wire
    /// @return completes with the new entry's identifier, or with what kept it from being sent
    public CompletionStage<String> replay(
            TunnelDefinition tunnel, String replayOf, byte[] request) {
        CompletableFuture<String> sent = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                connector
                        .connect(loop, tunnel.target(), Forwarder.tls(tunnel))
                        .addListener((Future<Channel> connected) -> {
                            if (connected.isSuccess()) {
                                sent.complete(send(connected.getNow(), tunnel, replayOf, request));
                            } else {
                                sent.completeExceptionally(connected.cause());
                            }
                        });
            } catch (IllegalArgumentException e) {
                sent.completeExceptionally(e); // a target that is no service
            }
        });
        return sent;
    }

    private String send(Channel service, TunnelDefinition tunnel, String replayOf, byte[] request) {
        Replay replay = captures.replay(Sources.ofReplay(tunnel), replayOf);
        ByteBuf wire = Unpooled.wrappedBuffer(request);
        replay.begin(service, wire);
        service.pipeline()
                .addLast(
                        new ReadTimeoutHandler(SILENCE_SECONDS, TimeUnit.SECONDS),
                        new Drain(replay));
        var limit = loop.schedule(() -> service.close(), LONGEST_MINUTES, TimeUnit.MINUTES);
        service.closeFuture().addListener(_ -> limit.cancel(false));
        service.write(Unpooled.wrappedBuffer(preface(tunnel.upstream().proxyProtocol())));
        service.writeAndFlush(wire);
        Relay.readAlone(service);
        return replay.id();
    }

    private static byte[] preface(@Nullable String proxyProtocol) {
        return switch (proxyProtocol) {
            case null -> new byte[0];
            case "v2" -> LOCAL_V2;
            default -> UNKNOWN_V1;
        };
    }

    /// Reads until the answer is there.
    private static final class Drain extends ChannelInboundHandlerAdapter {
        private final Replay replay;

        Drain(Replay replay) {
            this.replay = replay;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            if (replay.isOver()) {
                ctx.close();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                ctx.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            replay.end();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
