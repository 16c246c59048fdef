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

    /// What follows for a connection that turns out to be a visitor's: it is counted no more.
    public static ChannelHandler visitor(Handshakes handshakes, ChannelHandler next) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                handshakes.leave(channel);
                channel.pipeline().addLast(next);
            }
        };
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
