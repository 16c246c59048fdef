package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Loopback;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The addresses of a host name, raced: a development server may listen on `::1` only, a network
/// may pass only one of IPv4 and IPv6. The one that answered last time comes first.
///
/// Look-ups block, so they are made off the event loop; literals and `localhost` need none.
public final class Addresses {
    private static final Duration HEAD_START = Duration.ofMillis(250);

    private final Map<HostPort, InetSocketAddress> lastGood = new ConcurrentHashMap<>();

    /// Opens a channel to the first address of `target` that takes one.
    ///
    /// @param open makes one attempt
    public Future<Channel> connect(
            EventLoop loop, HostPort target, Function<InetSocketAddress, Future<Channel>> open) {
        Promise<Channel> promise = loop.newPromise();
        resolve(loop, target)
                .addListener((Future<Deque<InetSocketAddress>> resolved) -> {
                    if (resolved.isSuccess()) {
                        race(loop, target, resolved.getNow(), open, promise);
                    } else {
                        promise.setFailure(resolved.cause());
                    }
                });
        return promise;
    }

    private void race(
            EventLoop loop,
            HostPort target,
            Deque<InetSocketAddress> candidates,
            Function<InetSocketAddress, Future<Channel>> open,
            Promise<Channel> promise) {
        new Race<>(loop, HEAD_START, candidates, open)
                .run()
                .addListener((Future<Race.Winner<InetSocketAddress>> raced) -> {
                    if (raced.isSuccess()) {
                        lastGood.put(target, raced.getNow().address());
                        promise.setSuccess(raced.getNow().channel());
                    } else {
                        promise.setFailure(raced.cause());
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
            promise.setSuccess(order(target, lookUp(target.host())));
        } catch (UnknownHostException e) {
            promise.setFailure(e);
        }
    }

    /// Asks the system for a name's addresses. Blocks.
    public static List<InetAddress> lookUp(String host) throws UnknownHostException {
        if (Loopback.isLocalhostName(host)) {
            return Loopback.addresses();
        }
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException _) {
            throw new UnknownHostException("unknown host \"%s\"".formatted(host));
        }
    }

    /// The two families in turn, beginning with the system's favourite; last time's winner first.
    private Deque<InetSocketAddress> order(HostPort target, List<InetAddress> found) {
        boolean sixFirst = found.getFirst() instanceof Inet6Address;
        Deque<InetAddress> favoured = new ArrayDeque<>();
        Deque<InetAddress> other = new ArrayDeque<>();
        for (InetAddress address : found) {
            (address instanceof Inet6Address == sixFirst ? favoured : other).add(address);
        }
        Deque<InetSocketAddress> ordered = new ArrayDeque<>();
        while (!favoured.isEmpty() || !other.isEmpty()) {
            for (Deque<InetAddress> family : List.of(favoured, other)) {
                InetAddress address = family.poll();
                if (address != null) {
                    ordered.add(new InetSocketAddress(address, target.port()));
                }
            }
        }
        InetSocketAddress good = lastGood.get(target);
        if (good != null && ordered.remove(good)) {
            ordered.addFirst(good);
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
