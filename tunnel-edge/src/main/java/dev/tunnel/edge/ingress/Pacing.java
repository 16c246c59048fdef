package dev.tunnel.edge.ingress;

import dev.tunnel.edge.tunnel.Allowance;
import dev.tunnel.protocol.relay.ByteCount;
import dev.tunnel.protocol.relay.Pace;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Slows accounts down to what they may use: what brings too much is not read for a while, as with
/// a slow reader. So nothing is held back that was read already, and no other account waits.
public final class Pacing {
    private Pacing() {}

    /// The pace of bytes towards a local service, which it counts.
    public static Pace in(Allowance allowance, ByteCount count) {
        return bytes -> {
            count.add(bytes);
            return allowance.in(bytes);
        };
    }

    /// The pace of bytes towards a visitor, which it counts.
    public static Pace out(Allowance allowance, ByteCount count) {
        return bytes -> {
            count.add(bytes);
            return allowance.out(bytes);
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
