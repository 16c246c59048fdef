package dev.tunnel.cli.inspect.capture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// A tapped connection without a network: what one side says is seen, and comes out on the other
/// end of its pipeline as it went in.
final class Wire {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final EmbeddedChannel visitor = new EmbeddedChannel();
    private final EmbeddedChannel service = new EmbeddedChannel();
    private final Captures captures;
    private final int step;

    /// @param step bytes that come at a time; 0 for all at once
    Wire(Captures captures, Source source, int step) {
        this.captures = captures;
        this.step = step;
        captures.onStream(source).onConnected(visitor, service);
    }

    static Captures captures(CaptureLimits limits) {
        return new Captures(limits, CLOCK, System::nanoTime, Path.of("target/spill"));
    }

    static Source source(Source.Kind kind) {
        return new Source("web", kind, "http://localhost:8080", "192.0.2.7:4711", false, null);
    }

    static Wire http() {
        return new Wire(captures(CaptureLimits.DEFAULT), source(Source.Kind.HTTP), 0);
    }

    Captures captures() {
        return captures;
    }

    Wire visitor(String text) {
        return say(visitor, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire visitor(byte[] bytes) {
        return say(visitor, bytes);
    }

    Wire service(String text) {
        return say(service, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire service(byte[] bytes) {
        return say(service, bytes);
    }

    private Wire say(EmbeddedChannel from, byte[] bytes) {
        int size = step == 0 ? Math.max(bytes.length, 1) : step;
        for (int i = 0; i < bytes.length; i += size) {
            from.writeInbound(Unpooled.copiedBuffer(bytes, i, Math.min(size, bytes.length - i)));
        }
        return this;
    }

    Wire serviceEnds() {
        service.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        return this;
    }

    Wire visitorEnds() {
        visitor.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        return this;
    }

    Wire bothClose() {
        visitor.close();
        service.close();
        return this;
    }

    /// What the relay would have got, of both sides.
    byte[] passed(boolean fromVisitor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EmbeddedChannel channel = fromVisitor ? visitor : service;
        for (ByteBuf buffer = channel.readInbound();
                buffer != null;
                buffer = channel.readInbound()) {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            buffer.release();
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /// Oldest first.
    List<Entry> entries() {
        return captures.entries().reversed();
    }

    Entry only() {
        List<Entry> entries = entries();
        if (entries.size() != 1) {
            throw new AssertionError(entries.size() + " entries: " + entries);
        }
        return entries.getFirst();
    }

    static String text(Body body) {
        return new String(body.content().read().orElseThrow(), StandardCharsets.ISO_8859_1);
    }
}
