package dev.tunnel.edge.ingress.http;

import io.netty.channel.Channel;

/// What was written to a connection and has not left yet: whether its reader takes anything. Used
/// on the connection's event loop.
final class Unsent {
    private final Channel channel;
    private long before;

    Unsent(Channel channel) {
        this.channel = channel;
        this.before = pending();
    }

    /// Looks from here on.
    void mark() {
        before = pending();
    }

    boolean isEmpty() {
        return pending() == 0;
    }

    /// Whether it has become less since it was looked at the last time.
    boolean shrank() {
        long left = pending();
        boolean shrank = left < before;
        before = left;
        return shrank;
    }

    private long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
