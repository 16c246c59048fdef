package dev.tunnel.edge.ingress.http2;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes that all connections together may keep for peers that are slow. Thread-safe.
///
/// Each party has a share, which may take as much as it leaves to the others: a party alone gets
/// half, and none can take so much that the next one finds nothing.
public final class MemoryBudget {
    private final long size;
    private final AtomicLong held = new AtomicLong();
    private final Map<Object, Share> shares = new ConcurrentHashMap<>();

    /// @param size bytes
    public MemoryBudget(long size) {
        this.size = size;
    }

    /// The share of a party, for one of its connections.
    public Share share(Object party, Channel connection) {
        var mine =
                shares.compute(
                        party,
                        (_, there) -> {
                            var share = there == null ? new Share() : there;
                            share.connections++;
                            return share;
                        });
        connection.closeFuture().addListener(_ -> leave(party));
        return mine;
    }

    private void leave(Object party) {
        shares.computeIfPresent(party, (_, share) -> --share.connections == 0 ? null : share);
    }

    /// Bytes kept now.
    public long held() {
        return held.get();
    }

    /// Parties with connections.
    public int parties() {
        return shares.size();
    }

    /// What one party may keep.
    public final class Share {
        private final AtomicLong mine = new AtomicLong();
        private int connections;

        private Share() {}

        /// @return false, and nothing taken, when there is no room
        boolean hold(long bytes) {
            long kept = mine.addAndGet(bytes);
            if (kept > size - held.addAndGet(bytes)) {
                release(bytes);
                return false;
            }
            return true;
        }

        void release(long bytes) {
            mine.addAndGet(-bytes);
            held.addAndGet(-bytes);
        }

        /// Whether it is time to keep less: more than half of what there is is taken.
        boolean isShort() {
            long all = held.get();
            return all > size / 2 || mine.get() > (size - all) / 2;
        }
    }
}
