package dev.tunnel.protocol.relay;

import io.netty.channel.Channel;

/// Whether a channel may be written to now: it has room, and the pace allows. Any thread.
final class Room {
    private final Channel channel;
    private volatile boolean paused;

    Room(Channel channel) {
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    boolean isThere() {
        return channel.isWritable() && !paused;
    }

    boolean isPaused() {
        return paused;
    }

    void pause(boolean now) {
        paused = now;
    }
}
