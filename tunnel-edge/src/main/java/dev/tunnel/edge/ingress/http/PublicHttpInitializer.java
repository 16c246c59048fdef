package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.telemetry.Visits;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Ticker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The pipeline of a public HTTP connection, in the order its bytes meet it. On the HTTPS port the
/// TLS handler is there already.
@Sharable
public final class PublicHttpInitializer extends ChannelInitializer<Channel> {
    private final Visit.Rules rules;
    private final @Nullable Function<String, CompletableFuture<Optional<String>>> challenges;

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
        this.challenges = null;
    }

    /// For the port where certificate authorities ask.
    ///
    /// @param challenges what they must be answered, by token
    public PublicHttpInitializer(
            Surroundings around, Function<String, CompletableFuture<Optional<String>>> challenges) {
        this.rules = around.rules(false);
        this.challenges = challenges;
    }

    @Override
    protected void initChannel(Channel channel) {
        var codec = new PublicHttpCodec(rules.settings(), rules.tls());
        var pipeline = channel.pipeline().addLast(codec);
        if (challenges != null) {
            pipeline.addLast(new ChallengeHandler(challenges));
        }
        pipeline.addLast(new VhostHandler(rules, ctx -> new Http1Line(ctx, codec)));
    }
}
