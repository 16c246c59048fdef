package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Ticker;

/// The pipeline of a public HTTP connection, in the order its bytes meet it. On the HTTPS port the
/// TLS handler is there already.
@Sharable
public final class PublicHttpInitializer extends ChannelInitializer<Channel> {
    private final Visit.Rules rules;

    /// For an edge that has all its agents and keeps them.
    ///
    /// @param tls whether visitors come over TLS here
    public PublicHttpInitializer(
            HttpSettings settings, TunnelRegistry registry, Policies policies, boolean tls) {
        this(
                new Surroundings(
                        settings,
                        registry,
                        policies,
                        Lifetime.settled(Ticker.systemTicker()),
                        Visits.unlogged()),
                tls);
    }

    /// @param tls whether visitors come over TLS here
    public PublicHttpInitializer(Surroundings around, boolean tls) {
        this.rules = around.rules(tls);
    }

    @Override
    protected void initChannel(Channel channel) {
        var codec = new PublicHttpCodec(rules.settings(), rules.tls());
        channel.pipeline()
                .addLast(codec)
                .addLast(new VhostHandler(rules, ctx -> new Http1Line(ctx, codec)));
    }
}
