package dev.tunnel.edge.ingress;

import dev.tunnel.edge.config.TrustedProxies;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands on every public listener: closes connections that are too many before anything is done
/// for them.
@Sharable
public final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptGate.class);

    private final AcceptSettings settings;
    private final TrustedProxies trusted;
    private final ConnectRate rate;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// @param trusted proxies, which bring many visitors from one address
    public AcceptGate(AcceptSettings settings, TrustedProxies trusted, Ticker ticker) {
        this.settings = settings;
        this.trusted = trusted;
        this.rate = new ConnectRate(settings, ticker);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        var connection = (Channel) msg;
        if (open.size() >= settings.open() || !isWithinRate(connection)) {
            refused.increment();
            LOG.debug("{} refused: too many connections", connection);
            connection.unsafe().closeForcibly();
            return;
        }
        accepted.increment();
        open.add(connection);
        connection.closeFuture().addListener(_ -> open.remove(connection));
        ctx.fireChannelRead(connection);
    }

    /// Whether a visitor that a load balancer brought is within the rate; counted like any other.
    boolean admits(InetAddress visitor) {
        return trusted.hold(visitor) || rate.take(visitor);
    }

    /// Counts one that is closed after all.
    void countRefused() {
        refused.increment();
    }

    private boolean isWithinRate(Channel connection) {
        return !(connection.remoteAddress() instanceof InetSocketAddress visitor)
                || trusted.hold(visitor.getAddress())
                || rate.take(visitor.getAddress());
    }

    /// Fires a user event in the pipeline of every open connection.
    public void tellAll(Object event) {
        open.forEach(connection ->
                connection
                        .eventLoop()
                        .execute(() -> connection.pipeline().fireUserEventTriggered(event)));
    }

    /// Public connections open at the moment.
    public int open() {
        return open.size();
    }

    /// Public connections taken so far.
    public long accepted() {
        return accepted.sum();
    }

    /// Public connections closed at once because there were too many.
    public long refused() {
        return refused.sum();
    }
}
