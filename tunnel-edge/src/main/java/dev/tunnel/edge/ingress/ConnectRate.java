package dev.tunnel.edge.ingress;

import dev.tunnel.edge.tunnel.Network;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A token bucket per visitor's network. Used by every acceptor.
final class ConnectRate {
    private static final int ADDRESSES_KEPT = 65_536;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AcceptSettings settings;
    private final Ticker ticker;
    private final Map<Network, Bucket> buckets = new ConcurrentHashMap<>();

    private record Bucket(double tokens, long at, boolean given) {}

    ConnectRate(AcceptSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    /// Whether one more connection of this address is within its rate; counts it when it is.
    boolean take(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return true;
        }
        if (buckets.size() >= ADDRESSES_KEPT) {
            forgetFull();
        }
        long now = ticker.nanoTime();
        var bucket =
                buckets.compute(
                        Network.of(address),
                        (_, before) -> {
                            double tokens = before == null ? settings.burst() : refill(before, now);
                            return new Bucket(tokens >= 1 ? tokens - 1 : tokens, now, tokens >= 1);
                        });
        return bucket.given();
    }

    private double refill(Bucket bucket, long now) {
        return Math.min(
                settings.burst(),
                bucket.tokens() + (now - bucket.at()) / NANOS * settings.perSecond());
    }

    /// A full bucket says no more than none. If all are in use, all begin anew.
    private void forgetFull() {
        long now = ticker.nanoTime();
        buckets.values().removeIf(bucket -> refill(bucket, now) >= settings.burst());
        if (buckets.size() >= ADDRESSES_KEPT) {
            buckets.clear();
        }
    }
}
