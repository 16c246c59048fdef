package dev.tunnel.edge.ingress.raw;

import dev.tunnel.edge.ingress.Lifetime;
import dev.tunnel.edge.ingress.Preface;
import dev.tunnel.edge.ingress.policy.Policies;
import dev.tunnel.edge.ingress.policy.Verdict;
import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.Lookup;
import dev.tunnel.edge.tunnel.PeerAddress;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the tunnel of a new connection, opens a stream to its agent and leaves both to a relay.
final class RawHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(RawHandler.class);
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final TunnelRegistry registry;
    private final Policies policies;
    private final RawSettings settings;
    private final RawVisit visit;
    private final Lifetime lifetime;
    private @Nullable Future<Tunnel> back;
    private @Nullable GenericFutureListener<Future<Tunnel>> routeAgain;
    private @Nullable ScheduledFuture<?> giveUp;
    private @Nullable Tunnel awaited;
    private boolean refused;
    private boolean entered;
    private boolean waited;

    RawHandler(
            TunnelRegistry registry,
            Policies policies,
            RawSettings settings,
            RawVisit visit,
            Lifetime lifetime) {
        this.registry = registry;
        this.policies = policies;
        this.settings = settings;
        this.visit = visit;
        this.lifetime = lifetime;
    }

    /// Routed as a task of its own: the pipeline is being changed.
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.executor().execute(() -> route(ctx));
    }

    private void route(ChannelHandlerContext ctx) {
        stopListening();
        if (refused || !ctx.channel().isActive()) {
            return;
        }
        switch (registry.find(visit.endpoint())) {
            case Lookup.Found(var tunnel) when isDenied(ctx, tunnel) -> refuse(ctx, Refusal.DENIED);
            case Lookup.Found(var tunnel) -> open(ctx, tunnel);
            case Lookup.Detached(var tunnel, _) when isDenied(ctx, tunnel) ->
                    refuse(ctx, Refusal.DENIED);
            case Lookup.Detached(var tunnel, var agentBack) -> await(ctx, tunnel, agentBack);
            case Lookup.Unknown _ -> unknown(ctx);
        }
    }

    private boolean isDenied(ChannelHandlerContext ctx, Tunnel tunnel) {
        var visitor = PeerAddress.of(ctx.channel()).getAddress();
        return !(policies.judge(tunnel, visitor) instanceof Verdict.Allow);
    }

    /// The tunnel that was waited for may have gone to another session, which is about to open it,
    /// or be on its way from an edge that this one takes over from.
    private void unknown(ChannelHandlerContext ctx) {
        if (lifetime.isSettling() || awaited != null && awaited.isTakenOver()) {
            lookAgain(ctx);
        } else {
            refuse(ctx, Refusal.UNKNOWN);
        }
    }

    private void open(ChannelHandlerContext ctx, Tunnel tunnel) {
        if (tunnel.visitors() >= settings.connections()) {
            refuse(ctx, Refusal.FULL);
            return;
        }
        if (tunnel.allowance().isUsedUp() || !enters(ctx, tunnel.allowance())) {
            refuse(ctx, Refusal.QUOTA);
            return;
        }
        long turn = waited ? 0 : tunnel.allowance().turn();
        waited = true;
        if (turn > 0) {
            if (giveUp != null) {
                giveUp.cancel(false); // on its agent, which is there
                giveUp = null;
            }
            var _ = ctx.executor().schedule(() -> route(ctx), turn, TimeUnit.NANOSECONDS);
            return;
        }
        var visitor = new Visitor(PeerAddress.of(ctx.channel()), false, null);
        var first = new UntilJoined();
        tunnel.agent()
                .open(tunnel, visitor, first)
                .addListener((Future<Channel> opened) ->
                        hop(ctx, () -> opened(ctx, tunnel, opened, first)));
    }

    /// Once, however often the agent is asked.
    private boolean enters(ChannelHandlerContext ctx, Allowance allowance) {
        if (!entered && allowance.enter()) {
            entered = true;
            ctx.channel().closeFuture().addListener(_ -> allowance.leave());
        }
        return entered;
    }

    private void opened(
            ChannelHandlerContext ctx, Tunnel tunnel, Future<Channel> opened, UntilJoined first) {
        if (!opened.isSuccess()) {
            notOpened(ctx, opened.cause());
            return;
        }
        var stream = opened.getNow();
        if (refused || !ctx.channel().isActive()) {
            stream.close();
        } else if (!stream.isActive()) {
            refuse(ctx, Refusal.UNREACHABLE);
        } else {
            tunnel.track(ctx.channel());
            tunnel.traffic().connection();
            ctx.pipeline().remove(this);
            first.leave(stream);
            introduce(ctx.channel(), tunnel, stream);
            visit.served(ctx.channel(), tunnel, stream);
        }
    }

    private static void introduce(Channel visitor, Tunnel tunnel, Channel stream) {
        var preface = Preface.of(tunnel, PeerAddress.of(visitor), visitor);
        if (preface.isReadable()) {
            tunnel.traffic().in(preface.readableBytes());
            stream.writeAndFlush(preface, stream.voidPromise());
        }
    }

    private void notOpened(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof StreamResetException reset && reset.code() != ResetCode.CANCELLED) {
            refuse(ctx, reset.code() == ResetCode.LIMIT ? Refusal.FULL : Refusal.UNREACHABLE);
        } else {
            lookAgain(ctx);
        }
    }

    private void await(ChannelHandlerContext ctx, Tunnel tunnel, Future<Tunnel> agentBack) {
        giveUpInTime(ctx);
        awaited = tunnel;
        back = agentBack;
        routeAgain = _ -> hop(ctx, () -> route(ctx));
        agentBack.addListener(routeAgain);
    }

    /// The agent's connection is gone, which the registry may not know yet.
    private void lookAgain(ChannelHandlerContext ctx) {
        giveUpInTime(ctx);
        var _ = ctx.executor().schedule(() -> route(ctx), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void giveUpInTime(ChannelHandlerContext ctx) {
        if (giveUp == null) {
            giveUp =
                    ctx.executor()
                            .schedule(
                                    () -> refuse(ctx, Refusal.AWAY),
                                    settings.agentWait().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void stopListening() {
        if (back != null && routeAgain != null) {
            back.removeListener(routeAgain);
            back = null;
        }
    }

    /// The visitor must not take it for an empty conversation: a TLS client gets an alert, others a
    /// reset.
    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        if (refused) {
            return;
        }
        refused = true;
        visit.refused(ctx.channel(), refusal);
        LOG.debug("{} to {} refused: {}", ctx.channel(), visit.endpoint(), refusal.reason());
        if (visit.endpoint() instanceof Endpoint.TlsHost) {
            ctx.writeAndFlush(refusal.tlsAlert()).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        if (ctx.channel() instanceof SocketChannel socket && socket.isOpen()) {
            socket.config().setSoLinger(0);
        }
        ctx.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopListening();
        if (giveUp != null) {
            giveUp.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug("{} broke: {}", ctx.channel(), cause.toString());
        ctx.close();
    }

    private static void hop(ChannelHandlerContext ctx, Runnable action) {
        if (ctx.executor().inEventLoop()) {
            action.run();
        } else {
            ctx.executor().execute(action);
        }
    }
}
