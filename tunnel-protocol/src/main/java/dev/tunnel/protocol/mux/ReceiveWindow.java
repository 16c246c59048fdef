package dev.tunnel.protocol.mux;

/// The credit that one stream has given to its peer.
///
/// A grant is due when a quarter of the window has been consumed, so the peer never waits for more
/// than a round trip. The window doubles when it was drained in under two round trips, which means
/// that it, and not the link, was the limit; it never shrinks while the stream lives.
final class ReceiveWindow {
    /// Enough for 80 Mbit/s at 100 ms.
    private static final int LARGE = 1024 * 1024;

    private final WindowBudget budget;
    private final int max;
    private int size;
    private long outstanding;
    private int consumed;
    private long epochBytes;
    private long epochStart;

    ReceiveWindow(int initial, int max, WindowBudget budget, long now) {
        this.budget = budget;
        this.max = max;
        this.size = initial;
        this.outstanding = initial;
        this.epochStart = now;
    }

    /// Counts bytes that arrived.
    ///
    /// @throws ProtocolException when the peer had no credit for them
    void received(int bytes) {
        outstanding -= bytes;
        if (outstanding < 0) {
            throw new ProtocolException("%d bytes beyond the credit".formatted(-outstanding));
        }
    }

    /// Counts bytes that have left for the next socket.
    ///
    /// @param now nanoseconds
    /// @param roundTrip nanoseconds, 0 when not measured yet
    /// @return credit to grant now, 0 for none
    int consumed(int bytes, long now, long roundTrip) {
        consumed += bytes;
        epochBytes += bytes;
        if (consumed < size / 4) {
            return 0;
        }
        int grant = consumed + growth(now, roundTrip);
        consumed = 0;
        outstanding += grant;
        return grant;
    }

    private int growth(long now, long roundTrip) {
        if (epochBytes < size) {
            return 0;
        }
        boolean limited = now - epochStart < 2 * roundTrip;
        epochBytes = 0;
        epochStart = now;
        int more = Math.min(size, max - size);
        if (!limited || more <= 0 || !budget.take(more, size + more > LARGE)) {
            return 0;
        }
        size += more;
        return more;
    }

    int size() {
        return size;
    }

    /// Gives what the window had grown by back to the budget.
    void release(int initial) {
        budget.giveBack(size - initial);
        size = initial;
    }
}
