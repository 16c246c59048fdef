package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.Preface;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.Visitor;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamResetException;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/// The HTTP/2 connections to local services that one visitor's connection uses: one for each
/// tunnel. Used on the visitor's event loop.
final class ServiceConnections {
    private static final int CAPACITY = 16;

    private final Deque<Entry> entries = new ArrayDeque<>(1);
    private boolean dropped;

    private record Entry(ServiceConnection connection, Future<ServiceConnection> ready) {}

    /// The connection to a tunnel's service; a new one when there is none. Fails like
    /// [dev.tunnel.edge.tunnel.Agent#open].
    Future<ServiceConnection> to(
            Tunnel tunnel, Visitor visitor, Visit.Rules rules, Channel connection) {
        if (dropped) {
            return connection
                    .eventLoop()
                    .newFailedFuture(new StreamResetException(ResetCode.CANCELLED));
        }
        entries.removeIf(entry -> entry.ready().isDone() && !isAlive(entry));
        for (var entry : entries) {
            if (entry.connection().serves(tunnel, visitor)) {
                return entry.ready();
            }
        }
        while (entries.size() >= CAPACITY) {
            finish(entries.removeFirst());
        }
        var service = new ServiceConnection(tunnel, tunnel.agent(), visitor);
        Promise<ServiceConnection> ready = connection.eventLoop().newPromise();
        var preface = Preface.of(tunnel, visitor.address(), connection);
        entries.addLast(new Entry(service, ready));
        tunnel.agent()
                .open(tunnel, visitor, service.pipeline(rules, preface))
                .addListener((Future<Channel> opened) -> {
                    if (opened.isSuccess()) {
                        tunnel.track(opened.getNow());
                        ready.setSuccess(service);
                    } else {
                        ready.setFailure(opened.cause());
                    }
                });
        return ready;
    }

    private static boolean isAlive(Entry entry) {
        return entry.ready().isSuccess() && entry.connection().isOpen();
    }

    void drop() {
        dropped = true;
        for (var entry = entries.poll(); entry != null; entry = entries.poll()) {
            finish(entry);
        }
    }

    /// Not before it is there: there would be nothing to end.
    private static void finish(Entry entry) {
        entry.ready().addListener(_ -> entry.connection().finish());
    }
}
