package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.edge.agent.Agents;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a control or a proxy connection of a channel on which a client of the ngrok 1.x protocol
/// speaks, its TLS handshake done.
@Sharable
public final class Ngrok1Acceptor extends ChannelInitializer<Channel> {
    private static final Logger log = LoggerFactory.getLogger(Ngrok1Acceptor.class);

    /// ngrok-c reads 15 KiB at a time, and does not notice what is left of a larger TLS record.
    private static final int LARGEST_RECORD = 14 * 1024;

    private final Clients clients;

    public Ngrok1Acceptor(Agents agents) {
        this(agents, Ngrok1Settings.defaults());
    }

    Ngrok1Acceptor(Agents agents, Ngrok1Settings settings) {
        this.clients = new Clients(agents, settings);
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!clients.agents.handshakes().enter(channel)) {
            log.debug("{} closed: too many agents at once", channel);
            channel.close();
            return;
        }
        var tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.setWrapDataSize(LARGEST_RECORD);
        }
        channel.pipeline().addLast(new FrameDecoder()).addLast(new FirstMessage(clients));
    }
}
