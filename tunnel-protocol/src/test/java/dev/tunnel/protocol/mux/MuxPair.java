package dev.tunnel.protocol.mux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An edge's and an agent's connection whose channels hand their bytes to each other.
final class MuxPair {
    final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    final EmbeddedChannel edgeChannel = channel();
    final EmbeddedChannel agentChannel = channel();
    final Side edge = new Side(null);
    final Side agent;
    final MuxConnection edgeEnd;
    final MuxConnection agentEnd;

    MuxPair(ChannelHandler agentStreamHandler) {
        this(agentStreamHandler, MuxSettings.edge(WindowBudget.ofBytes(1 << 26)));
    }

    MuxPair(ChannelHandler agentStreamHandler, MuxSettings edgeSettings) {
        agent = new Side(agentStreamHandler);
        edgeEnd = MuxConnection.attach(edgeChannel, edgeSettings, edge);
        agentEnd = MuxConnection.attach(agentChannel, MuxSettings.agent(), agent);
        pump();
    }

    private EmbeddedChannel channel() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        return channel;
    }

    MuxStreamChannel open(ChannelHandler handler) {
        StreamOpen open = new StreamOpen(new UUID(0, 1), "tcp", "127.0.0.1:9", false, null);
        MuxStreamChannel stream = edgeEnd.open(open, handler).getNow();
        pump();
        return stream;
    }

    /// Moves bytes both ways until nothing moves any more.
    void pump() {
        boolean moved = true;
        while (moved) {
            edgeChannel.runPendingTasks();
            agentChannel.runPendingTasks();
            moved = move(edgeChannel, agentChannel);
            moved |= move(agentChannel, edgeChannel);
        }
    }

    private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
        boolean moved = false;
        for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
            moved = true;
            if (to.isActive()) {
                to.writeInbound(bytes);
            } else {
                bytes.release();
            }
        }
        return moved;
    }

    /// Lets time pass on both sides without moving bytes.
    void advance(long seconds) {
        edgeChannel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        agentChannel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        edgeChannel.runScheduledPendingTasks();
        agentChannel.runScheduledPendingTasks();
    }

    /// Closes everything and checks that no buffer is left behind.
    void finish() {
        edgeEnd.close("test over");
        agentEnd.close("test over");
        pump();
        edgeChannel.finishAndReleaseAll();
        agentChannel.finishAndReleaseAll();
        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    /// What one end heard.
    static final class Side implements MuxListener {
        final List<ControlMessage> messages = new ArrayList<>();
        final List<GoAway> goAways = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        final List<MuxStreamChannel> streams = new ArrayList<>();
        private final @Nullable ChannelHandler handler;

        Side(@Nullable ChannelHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onControl(ControlMessage message) {
            messages.add(message);
        }

        @Override
        public void onGoAway(GoAway goAway) {
            goAways.add(goAway);
        }

        @Override
        public void onStream(MuxStreamChannel stream, StreamOpen open) {
            streams.add(stream);
            stream.pipeline().addLast(handler);
        }

        @Override
        public void onClosed(String reason) {
            closed.add(reason);
        }
    }
}
