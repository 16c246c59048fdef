package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/// Records a request that the agent itself sends.
public final class Replay {

    private final HttpTap tap;

    Replay(HttpTap tap) {
        this.tap = tap;
    }

    /// Shows what is sent, and what the service will answer. On the service's event loop.
    public void begin(Channel service, ByteBuf request) {
        service.pipeline().addLast(new TapHandler(tap, false));
        tap.read(true, request);
    }

    /// The new entry's identifier; empty before [#begin].
    public String id() {
        Recorder recorder = tap.first();
        return recorder == null ? "" : recorder.id();
    }

    /// Whether the answer is there, or never will be.
    public boolean isOver() {
        Recorder recorder = tap.first();
        return recorder == null || !recorder.entry().open();
    }

    /// The connection is over.
    public void end() {
        tap.end(true);
    }
}
