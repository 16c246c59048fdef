package dev.tunnel.edge.agent;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;

/// The agents' own port: counts a connection before anything is done for it.
@Sharable
public final class AgentPort extends ChannelInitializer<Channel> {
    private final Handshakes handshakes;
    private final ChannelHandler next;

    /// @param next what follows, sharable
    public AgentPort(Handshakes handshakes, ChannelHandler next) {
        this.handshakes = handshakes;
        this.next = next;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (handshakes.enter(channel)) {
            channel.pipeline().addLast(next);
        } else {
            channel.close();
        }
    }
}
