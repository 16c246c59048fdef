package dev.tunnel.edge.tunnel;

import dev.tunnel.api.edge.AccountQuota;
import dev.tunnel.api.edge.AccountQuota.Level;
import io.netty.util.concurrent.Ticker;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What visitors of one account's tunnels may use on this edge, as the platform said last, and what
/// they use of it now. Any thread.
public final class Allowance {
    private static final long LONGEST_TURN = TimeUnit.SECONDS.toNanos(10);

    private final Ticker ticker;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Terms terms;

    /// The quota, and what measures it; an absent bucket measures nothing.
    private record Terms(
            AccountQuota quota,
            @Nullable Bucket requests,
            @Nullable Bucket in,
            @Nullable Bucket out) {}

    Allowance(AccountQuota quota, Ticker ticker) {
        this.ticker = ticker;
        this.terms =
                new Terms(
                        quota,
                        bucket(quota.requestsPerSecond()),
                        bucket(quota.bytesPerSecond()),
                        bucket(quota.bytesPerSecond()));
    }

    /// One without limits.
    public static Allowance unlimited(UUID account) {
        return new Allowance(AccountQuota.unlimited(account), Ticker.systemTicker());
    }

    /// Other limits hold from now on.
    ///
    /// @return what held before
    synchronized AccountQuota set(AccountQuota quota) {
        var before = terms;
        boolean sameRate = Objects.equals(before.quota.bytesPerSecond(), quota.bytesPerSecond());
        boolean sameRequests =
                Objects.equals(before.quota.requestsPerSecond(), quota.requestsPerSecond());
        terms =
                new Terms(
                        quota,
                        sameRequests ? before.requests : bucket(quota.requestsPerSecond()),
                        sameRate ? before.in : bucket(quota.bytesPerSecond()),
                        sameRate ? before.out : bucket(quota.bytesPerSecond()));
        return before.quota;
    }

    private @Nullable Bucket bucket(@Nullable Long perSecond) {
        return perSecond == null ? null : new Bucket(Math.max(0, perSecond), ticker);
    }

    /// Whether visitors are refused altogether.
    public boolean isUsedUp() {
        return terms.quota.level() == Level.REFUSED;
    }

    /// What the account's people should know, if there is anything.
    public Optional<String> message() {
        return Optional.ofNullable(terms.quota.message());
    }

    /// The level, as a word.
    public Level level() {
        return terms.quota.level();
    }

    /// A visitor's connection wants in. One that was let in must [#leave()] when it closes.
    public boolean enter() {
        var most = terms.quota.connections();
        int now = connections.incrementAndGet();
        if (most != null && now > most) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    /// A connection that was let in has closed.
    public void leave() {
        connections.decrementAndGet();
    }

    /// A request wants in.
    public boolean takeRequest() {
        var bucket = terms.requests;
        return bucket == null || bucket.take();
    }

    /// How long, in nanoseconds, a new visitor waits for what others had too early; 0 for not at
    /// all.
    public long turn() {
        var now = terms;
        return now.in == null || now.out == null
                ? 0
                : Math.min(LONGEST_TURN, Math.max(now.in.debt(), now.out.debt()));
    }

    /// Bytes went towards a local service.
    ///
    /// @return for how long, in nanoseconds, nothing more should
    public long in(long bytes) {
        var bucket = terms.in;
        return bucket == null ? 0 : bucket.charge(bytes);
    }

    /// Bytes went towards a visitor.
    ///
    /// @return for how long, in nanoseconds, nothing more should
    public long out(long bytes) {
        var bucket = terms.out;
        return bucket == null ? 0 : bucket.charge(bytes);
    }
}
