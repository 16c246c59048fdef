package dev.tunnel.edge.agent.mux;

import dev.tunnel.edge.agent.Agents;
import dev.tunnel.edge.config.FlowLimits;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.WindowBudget;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes an agent connection of a channel whose TLS handshake chose the mux protocol.
@Sharable
public final class MuxAcceptor extends ChannelInitializer<Channel> {
    private static final Logger log = LoggerFactory.getLogger(MuxAcceptor.class);

    private final Agents agents;
    private final EdgeName edge;
    private final FlowLimits limits;
    private final WindowBudget budget;

    public MuxAcceptor(Agents agents, EdgeName edge, FlowLimits limits) {
        this.agents = agents;
        this.edge = edge;
        this.limits = limits;
        this.budget = WindowBudget.ofBytes(limits.edgeWindow());
    }

    @Override
    protected void initChannel(Channel channel) {
        if (!agents.handshakes().enter(channel)) {
            log.debug("{} closed: too many agents at once", channel);
            channel.close();
            return;
        }
        // An agent that closes its side is gone; visitors may half-close, agents do not.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        MuxSession.accept(channel, settings(), agents, edge);
    }

    private MuxSettings settings() {
        var session = budget.share(limits.sessionWindow());
        return MuxSettings.edge(session, limits.streams(), limits.streamWindow());
    }
}
