package dev.tunnel.edge.ingress;

import dev.tunnel.edge.config.TrustedProxies;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;

/// A listener behind load balancers that put a PROXY protocol header in front of each connection.
/// One from anywhere else is the visitor's own: there a header is as good as any other garbage.
@Sharable
final class BehindBalancers extends ChannelInitializer<Channel> {
    private final TrustedProxies balancers;
    private final AcceptGate gate;
    private final ChannelHandler connection;

    /// @param connection the initializer of the connection without its header, sharable
    BehindBalancers(TrustedProxies balancers, AcceptGate gate, ChannelHandler connection) {
        this.balancers = balancers;
        this.gate = gate;
        this.connection = connection;
    }

    @Override
    protected void initChannel(Channel channel) {
        boolean fromBalancer =
                channel.remoteAddress() instanceof InetSocketAddress peer
                        && balancers.hold(peer.getAddress());
        channel.pipeline()
                .addLast(fromBalancer ? new ProxyHeaderHandler(gate, connection) : connection);
    }
}
