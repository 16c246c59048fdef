package dev.tunnel.edge.ingress.tcp;

import dev.tunnel.edge.ingress.raw.RawTunnels;
import dev.tunnel.edge.tunnel.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;

/// A connection to a TCP tunnel's port belongs to that port's tunnel.
@Sharable
final class TcpInitializer extends ChannelInitializer<Channel> {
    private final RawTunnels tunnels;

    TcpInitializer(RawTunnels tunnels) {
        this.tunnels = tunnels;
    }

    @Override
    protected void initChannel(Channel channel) {
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        tunnels.take(channel, new Endpoint.TcpPort(port));
    }
}
