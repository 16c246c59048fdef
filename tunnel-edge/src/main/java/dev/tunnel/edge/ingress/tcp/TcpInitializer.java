package dev.tunnel.edge.ingress.tcp;

import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/// The pipeline of a TCP tunnel's public connection: one handler, which leaves it to a relay.
@Sharable
final class TcpInitializer extends ChannelInitializer<Channel> {
    private final TunnelRegistry registry;
    private final TcpSettings settings;

    TcpInitializer(TunnelRegistry registry, TcpSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    @Override
    protected void initChannel(Channel channel) {
        Relay.await(channel);
        channel.pipeline().addLast(new TcpHandler(registry, settings));
    }
}
