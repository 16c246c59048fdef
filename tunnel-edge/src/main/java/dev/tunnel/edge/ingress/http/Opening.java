package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Preface;
import dev.tunnel.edge.tunnel.Agent;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.UpstreamProtocol;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A request's way to a stream: finds the tunnel, waits a little for an agent that is away, takes
/// the stream of the request before or opens one. Tells its [Exchange] how that ended, once, unless
/// it is stopped before.
final class Opening {
    /// How long to wait before looking again for an agent whose connection just dropped.
    private static final int LOOK_AGAIN_MILLIS = 100;

    private final Visit visit;
    private final Exchange exchange;
    private final EventExecutor loop;
    private final PublicRequest request;
    private final Origin origin;
    private final GenericFutureListener<Future<Tunnel>> routeAgain = _ -> hop(this::route);
    private @Nullable Deadline wait;
    private @Nullable Future<Tunnel> back;
    private @Nullable Tunnel tunnel;
    private boolean waited;
    private boolean over;

    Opening(Visit visit, Exchange exchange, Channel visitor) {
        this.visit = visit;
        this.exchange = exchange;
        this.loop = visitor.eventLoop();
        this.request = exchange.request();
        this.origin = exchange.origin();
    }

    void route() {
        if (over) {
            return;
        }
        switch (visit.route(request, origin)) {
            case Route.To(var found) -> open(found);
            case Route.Wait(var found, var agentBack) -> await(found, agentBack);
            case Route.Refused(var found, var refusal) -> {
                if (found == null && (isBeingReplaced() || visit.isSettling())) {
                    lookAgain();
                } else {
                    refuse(found, refusal);
                }
            }
        }
    }

    /// The tunnel that was waited for went to another session, which is about to open it.
    private boolean isBeingReplaced() {
        return tunnel != null && tunnel.isTakenOver();
    }

    private void await(Tunnel found, Future<Tunnel> agentBack) {
        tunnel = found;
        holdVisitor();
        back = agentBack;
        agentBack.addListener(routeAgain);
    }

    /// The agent's connection is gone, which the registry may not know yet.
    private void lookAgain() {
        holdVisitor();
        var _ = loop.schedule(this::route, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void holdVisitor() {
        visit.holdReading();
        if (wait == null) {
            wait = new Deadline(loop, this::waitedTooLong);
            wait.in(visit.settings().agentWait());
        }
    }

    private void waitedTooLong() {
        var host = request.authority().host();
        refuse(tunnel, tunnel == null ? Refusals.unknownTunnel(host) : Refusals.agentOffline(host));
    }

    /// Where its account has carried too much, a request waits for its turn.
    private void open(Tunnel found) {
        tunnel = found;
        long turn = waited ? 0 : found.allowance().turn();
        waited = true;
        if (turn > 0) {
            if (wait != null) {
                wait.cancel(); // for its agent, which is there
                wait = null;
            }
            visit.holdReading();
            var _ = loop.schedule(() -> openInTurn(found), turn, TimeUnit.NANOSECONDS);
            return;
        }
        var from = from();
        var kept = visit.takeKept(found, from, request.isRepeatable());
        if (kept != null) {
            stop();
            exchange.opened(kept, true);
            return;
        }
        if (found.options().upstream().protocol() == UpstreamProtocol.HTTP2) {
            openHttp2(found);
        } else {
            openHttp1(found);
        }
    }

    private void openInTurn(Tunnel found) {
        if (!over) {
            open(found);
        }
    }

    private void openHttp1(Tunnel found) {
        var agent = found.agent();
        var relay = new ResponseRelay(request.authority().host(), found.allowance());
        var from = from();
        var pipeline =
                new ServicePipeline(
                        found.traffic(),
                        visit.settings().head(),
                        relay,
                        Preface.of(found, from.address(), exchange.visitor()));
        var opening = agent.open(found, from, pipeline);
        hold(opening);
        opening.addListener((Future<Channel> opened) ->
                hop(() -> {
                    if (opened.isSuccess()) {
                        found.track(opened.getNow());
                    }
                    opened(opened, found, agent, relay, false);
                }));
    }

    /// A request is a stream of a connection that others may be on.
    private void openHttp2(Tunnel found) {
        var agent = found.agent();
        var connecting = visit.connectHttp2(found, from());
        hold(connecting);
        connecting.addListener((Future<ServiceConnection> connected) ->
                hop(() -> {
                    if (!connected.isSuccess()) {
                        notOpened(found, connected.cause());
                    } else if (!over) {
                        var relay =
                                new ResponseRelay(request.authority().host(), found.allowance());
                        boolean again = connected.getNow().isUsed();
                        connected
                                .getNow()
                                .open(relay)
                                .addListener((Future<Channel> opened) ->
                                        hop(() -> opened(opened, found, agent, relay, again)));
                    }
                }));
    }

    private void hold(Future<?> opening) {
        if (!opening.isDone()) {
            visit.holdReading();
        }
    }

    private Visitor from() {
        return new Visitor(
                origin.address(), origin.https(), request.head().headers().get("traceparent"));
    }

    private void opened(
            Future<Channel> opened, Tunnel found, Agent agent, ResponseRelay relay, boolean again) {
        if (!opened.isSuccess()) {
            notOpened(found, opened.cause());
        } else if (over) {
            opened.getNow().close();
        } else {
            stop();
            exchange.opened(new ServiceLink(found, agent, from(), opened.getNow(), relay), again);
        }
    }

    private void notOpened(Tunnel found, Throwable cause) {
        if (over) {
            return;
        }
        if (cause instanceof StreamResetException reset && reset.code() != ResetCode.CANCELLED) {
            refuse(found, Refusals.reset(reset.code(), request.authority().host()));
        } else {
            lookAgain();
        }
    }

    private void refuse(@Nullable Tunnel found, Refusal refusal) {
        if (!over) {
            stop();
            exchange.refused(found, refusal);
        }
    }

    /// Nobody waits for the outcome any more.
    void stop() {
        over = true;
        if (wait != null) {
            wait.cancel();
        }
        if (back != null) {
            back.removeListener(routeAgain);
        }
    }

    private void hop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }
}
