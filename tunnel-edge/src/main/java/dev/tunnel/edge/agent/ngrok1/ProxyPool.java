package dev.tunnel.edge.agent.ngrok1;

import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A client's proxy connections and the visitors who wait for one. Public methods may be called
/// from any thread; everything happens on the control connection's event loop.
final class ProxyPool {
    private static final int SWEEP_MILLIS = 1000;

    private final Ngrok1Settings settings;
    private final ControlConnection control;
    private final EventLoop loop;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Demand demand;
    private final AtomicInteger busy = new AtomicInteger();
    private boolean open;
    private boolean closed;
    private boolean watching;
    private Runnable quiet = () -> {};

    private record Idle(ProxyConnection connection, long since) {}

    private record Waiting(ProxyUse use, Promise<Channel> taken, long until) {}

    ProxyPool(Ngrok1Settings settings, ControlConnection control) {
        this.settings = settings;
        this.control = control;
        this.loop = control.channel().eventLoop();
        this.demand = new Demand(settings.idleProxies(), settings.proxyWait());
    }

    /// The client is welcome: it is asked for a first connection before a visitor needs it.
    void open() {
        onLoop(() -> {
            open = true;
            ask();
        });
    }

    /// Connections that carry visitors. Any thread.
    int busy() {
        return busy.get();
    }

    /// Takes a connection for a visitor, waiting for the client to make one if there is none.
    Future<Channel> take(ProxyUse use) {
        Promise<Channel> taken = loop.newPromise();
        onLoop(() -> take(use, taken));
        return taken;
    }

    private void take(ProxyUse use, Promise<Channel> taken) {
        if (closed) {
            taken.setFailure(new StreamResetException(ResetCode.CANCELLED));
        } else if (busy.get() + waiting.size() >= settings.busyProxies()
                || waiting.size() >= settings.waitingVisitors()) {
            taken.setFailure(new StreamResetException(ResetCode.LIMIT));
        } else {
            demand.visitor(idle.isEmpty(), now());
            long until = now() + settings.proxyWait().toNanos();
            waiting.add(new Waiting(use, taken, until));
            serve();
            ask();
            watch();
        }
    }

    /// The client has made a connection. One too many is closed.
    void offer(ProxyConnection connection) {
        onLoop(() -> {
            demand.answered();
            if (closed || (waiting.isEmpty() && idle.size() >= settings.idleProxies())) {
                connection.channel().close();
                return;
            }
            idle.add(new Idle(connection, now()));
            serve();
            watch();
        });
    }

    /// A connection ended while it waited.
    void gone(ProxyConnection connection) {
        onLoop(() -> idle.removeIf(it -> it.connection == connection));
    }

    /// The client is gone: who waits is sent to look for it, what waits is closed. Visitors who are
    /// being served are left alone, as their connections do not need the control connection.
    void close() {
        onLoop(() -> {
            closed = true;
            var left = List.copyOf(waiting);
            var unused = List.copyOf(idle);
            waiting.clear();
            idle.clear();
            left.forEach(it -> fail(it, ResetCode.CANCELLED));
            unused.forEach(it -> it.connection.channel().close());
        });
    }

    /// Runs an action when the last visitor has been served, at once when there is none.
    void whenQuiet(Runnable action) {
        onLoop(() -> {
            if (busy.get() == 0) {
                action.run();
            } else {
                quiet = action;
            }
        });
    }

    private void serve() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            // The newest one: the older ones may have been forgotten by something in between.
            start(idle.removeLast().connection, waiting.remove());
        }
    }

    private void start(ProxyConnection connection, Waiting next) {
        busy.incrementAndGet();
        connection.channel().closeFuture().addListener(_ -> ended());
        connection
                .start(next.use)
                .addListener((Future<Channel> started) -> onLoop(() -> started(next, started)));
    }

    private void ended() {
        if (busy.decrementAndGet() == 0) {
            onLoop(() -> {
                if (busy.get() == 0) {
                    quiet.run();
                    quiet = () -> {};
                }
            });
        }
    }

    /// A dead connection is passed over: the visitor waits for the next.
    private void started(Waiting visitor, Future<Channel> started) {
        if (started.isSuccess()) {
            if (!visitor.taken.trySuccess(started.getNow())) {
                started.getNow().close();
            }
        } else if (closed) {
            fail(visitor, ResetCode.CANCELLED);
        } else {
            waiting.addFirst(visitor);
            serve();
            ask();
            watch();
        }
    }

    /// Asks for as many connections as are missing: one for each visitor who waits, and some ahead.
    private void ask() {
        for (int missing = open && !closed ? demand.missing(waiting.size(), idle.size(), now()) : 0;
                missing > 0;
                missing--) {
            demand.asked(now());
            control.send(new Answer.ReqProxy());
        }
    }

    private void watch() {
        if (!watching && (!waiting.isEmpty() || !idle.isEmpty())) {
            watching = true;
            loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// Sends away who waited too long, and closes what idled too long: something between client and
    /// edge may have forgotten it, and nothing would tell.
    private void sweep() {
        watching = false;
        long now = now();
        long stale = now - settings.proxyFresh().toNanos();
        var late = waiting.stream().filter(it -> it.until <= now).toList();
        var old = idle.stream().filter(it -> it.since <= stale).toList();
        waiting.removeAll(late);
        idle.removeAll(old);
        late.forEach(it -> fail(it, ResetCode.LOCAL_TIMEOUT));
        old.forEach(it -> it.connection.channel().close());
        ask();
        watch();
    }

    private static void fail(Waiting visitor, ResetCode why) {
        visitor.taken.tryFailure(new StreamResetException(why));
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }
}
