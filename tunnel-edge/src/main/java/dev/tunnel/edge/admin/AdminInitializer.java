package dev.tunnel.edge.admin;

import dev.tunnel.edge.telemetry.Meters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The pipeline of a management connection: few of them, small requests, no lingering.
public final class AdminInitializer extends ChannelInitializer<Channel> {
    private static final int MOST_CONNECTIONS = 64;
    private static final int LARGEST_BODY = 1024;
    private static final int READ_SECONDS = 30;

    private final AdminHandler handler;
    private final AtomicInteger connections = new AtomicInteger();

    /// @param drain begins to drain the edge, and returns at once
    public AdminInitializer(Supplier<Readiness> readiness, Meters meters, Runnable drain) {
        this.handler = new AdminHandler(readiness, meters, drain);
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.closeFuture().addListener(_ -> connections.decrementAndGet());
        if (connections.incrementAndGet() > MOST_CONNECTIONS) {
            channel.close();
            return;
        }
        channel.pipeline()
                .addLast(new ReadTimeoutHandler(READ_SECONDS, TimeUnit.SECONDS))
                .addLast(
                        new HttpServerCodec(
                                new HttpDecoderConfig()
                                        .setMaxInitialLineLength(1024)
                                        .setMaxHeaderSize(8192)))
                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                .addLast(handler);
    }
}
