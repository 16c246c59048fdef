package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.net.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeafPeerIT {
    private static final int MANY = 4_000_000;

    @Test
    void a_peer_that_asks_and_never_reads_the_answers_is_cut_off() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        Transport transport = Transport.best();
        EventLoopGroup group = transport.group(1, "deaf");
        Channel server =
                new ServerBootstrap()
                        .group(group)
                        .channel(transport.server())
                        .childHandler(new Attach(closed))
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        try (Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(16 * 1024);
            deaf.connect(server.localAddress());
            ask(deaf.getOutputStream(), closed);
            assertThat(closed.get(30, TimeUnit.SECONDS)).contains("peer does not read");
        } finally {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    private static void ask(OutputStream out, CompletableFuture<String> closed) {
        ByteBuffer pings = ByteBuffer.allocate(1000 * 16);
        while (pings.hasRemaining()) {
            pings.putLong((long) FrameType.PING << 56 | 8L << 32).putLong(1);
        }
        try {
            for (int i = 0; i < MANY / 1000 && !closed.isDone(); i++) {
                out.write(pings.array());
            }
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static final class Attach extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<String> closed;

        Attach(CompletableFuture<String> closed) {
            this.closed = closed;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            assertThat((InetSocketAddress) ctx.channel().remoteAddress()).isNotNull();
            MuxConnection.attach(
                    ctx.channel(),
                    new MuxSettings(
                            MuxSettings.Role.EDGE,
                            8,
                            WindowBudget.ofBytes(0),
                            MuxProtocol.MAX_WINDOW,
                            1 << 20,
                            Duration.ofSeconds(15),
                            2),
                    new MuxListener() {
                        @Override
                        public void onControl(ControlMessage message) {}

                        @Override
                        public void onGoAway(GoAway goAway) {}

                        @Override
                        public void onStream(MuxStreamChannel stream, StreamOpen open) {}

                        @Override
                        public void onClosed(String reason) {
                            closed.complete(reason);
                        }
                    });
        }
    }
}
