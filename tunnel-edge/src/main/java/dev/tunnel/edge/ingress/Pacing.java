package dev.tunnel.edge.ingress;

import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.protocol.relay.ByteCount;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Slows accounts down to what they may use: who has written too much is shown as having no room
/// for a while. Whoever writes to it stops reading then, as for a slow reader, so nothing is held
/// back that was read already, and no other account waits.
public final class Pacing {
    /// One of the bits that a channel has for such purposes, not used by anybody else here.
    private static final int BIT = 7;

    private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(5);

    private Pacing() {}

    /// Shows a channel as having no room. Any thread.
    ///
    /// @param nanos for how long; 0 for not at all
    public static void pause(Channel writer, long nanos) {
        if (nanos > 0) {
            hold(writer, nanos);
        }
    }

    /// At once, whoever's loop it is: one who writes from another must see it before it reads on.
    private static void hold(Channel writer, long nanos) {
        var buffer = writer.unsafe().outboundBuffer();
        if (buffer != null && buffer.getUserDefinedWritability(BIT)) {
            buffer.setUserDefinedWritability(BIT, false);
            letGo(writer, buffer, nanos);
        }
    }

    /// In steps: a channel that is closed meanwhile is not kept until then.
    private static void letGo(Channel writer, ChannelOutboundBuffer buffer, long nanos) {
        long step = Math.min(nanos, LONGEST_STEP);
        Runnable next =
                () -> {
                    if (nanos > step && writer.isOpen()) {
                        letGo(writer, buffer, nanos - step);
                    } else {
                        buffer.setUserDefinedWritability(BIT, true);
                    }
                };
        var _ = writer.eventLoop().schedule(next, step, TimeUnit.NANOSECONDS);
    }

    /// Counts bytes towards a local service, and slows its stream down.
    public static ByteCount in(Allowance allowance, Channel stream, ByteCount count) {
        return bytes -> {
            count.add(bytes);
            pause(stream, allowance.in(bytes));
        };
    }

    /// Counts bytes towards a visitor, and slows the visitor's connection down.
    public static ByteCount out(Allowance allowance, Channel visitor, ByteCount count) {
        return bytes -> {
            count.add(bytes);
            pause(visitor, allowance.out(bytes));
        };
    }

    /// The same listener, told later: for those who go on when they hear that a write is done.
    public static @Nullable ChannelFutureListener later(
            @Nullable ChannelFutureListener listener, long nanos) {
        if (listener == null || nanos <= 0) {
            return listener;
        }
        return done -> {
            Callable<ChannelFuture> tell =
                    () -> {
                        listener.operationComplete(done);
                        return done;
                    };
            var _ = done.channel().eventLoop().schedule(tell, nanos, TimeUnit.NANOSECONDS);
        };
    }
}
