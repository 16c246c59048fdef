package dev.tunnel.cli.forward;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Loopback;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The addresses of a host name, tried one after the other: a development server may listen on
/// `::1` only. The one that answered last time comes first.
///
/// Look-ups block, so they are made off the event loop; literals and `localhost` need none.
public final class Addresses {

    private final Map<HostPort, InetSocketAddress> lastGood = new ConcurrentHashMap<>();

    /// Opens a channel to the first address of `target` that takes one.
    ///
    /// @param open makes the attempt; a failure other than a [SocketException] ends the search
    public Future<Channel> connect(
            EventLoop loop, HostPort target, Function<InetSocketAddress, Future<Channel>> open) {
        Promise<Channel> promise = loop.newPromise();
        resolve(loop, target)
                .addListener((Future<Deque<InetSocketAddress>> resolved) -> {
                    if (resolved.isSuccess()) {
                        next(target, resolved.getNow(), open, promise);
                    } else {
                        promise.setFailure(resolved.cause());
                    }
                });
        return promise;
    }

    private void next(
            HostPort target,
            Deque<InetSocketAddress> left,
            Function<InetSocketAddress, Future<Channel>> open,
            Promise<Channel> promise) {
        InetSocketAddress candidate = left.removeFirst();
        open.apply(candidate)
                .addListener((Future<Channel> connected) -> {
                    Throwable cause = connected.cause();
                    if (cause == null) {
                        lastGood.put(target, candidate);
                        promise.setSuccess(connected.getNow());
                    } else if (left.isEmpty() || !(cause instanceof SocketException)) {
                        promise.setFailure(cause);
                    } else {
                        next(target, left, open, promise);
                    }
                });
    }

    private Future<Deque<InetSocketAddress>> resolve(EventLoop loop, HostPort target) {
        String host = target.host();
        if (Loopback.isLocalhostName(host)) {
            return loop.newSucceededFuture(order(target, Loopback.addresses()));
        }
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            return loop.newSucceededFuture(order(target, List.of(address(literal))));
        }
        Promise<Deque<InetSocketAddress>> promise = loop.newPromise();
        Thread.ofVirtual().name("resolve").start(() -> lookUp(target, promise));
        return promise;
    }

    private void lookUp(HostPort target, Promise<Deque<InetSocketAddress>> promise) {
        try {
            InetAddress[] found = InetAddress.getAllByName(target.host());
            promise.setSuccess(order(target, Arrays.asList(found)));
        } catch (UnknownHostException _) {
            promise.setFailure(
                    new UnknownHostException("unknown host \"%s\"".formatted(target.host())));
        }
    }

    private Deque<InetSocketAddress> order(HostPort target, List<InetAddress> found) {
        Deque<InetSocketAddress> ordered = new ArrayDeque<>();
        InetSocketAddress good = lastGood.get(target);
        for (InetAddress address : found) {
            InetSocketAddress candidate = new InetSocketAddress(address, target.port());
            if (candidate.equals(good)) {
                ordered.addFirst(candidate);
            } else {
                ordered.addLast(candidate);
            }
        }
        return ordered;
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("a literal of " + literal.length + " bytes", e);
        }
    }
}
