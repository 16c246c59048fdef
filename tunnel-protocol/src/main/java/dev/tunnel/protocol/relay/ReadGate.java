package dev.tunnel.protocol.relay;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/// Stops one channel from reading while any reason holds. Use it on the channel's event loop only.
public final class ReadGate {
    private final Channel channel;
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    /// Why a channel must not read now.
    public enum Reason {
        /// The other side has no room.
        PEER_FULL,
        /// The other side does not exist yet.
        PEER_PENDING,
        /// An earlier message is not finished.
        BUSY,
        /// It brings more than may be carried for its owner.
        THROTTLED,
    }

    /// A gate that stands open.
    public ReadGate(Channel channel) {
        this.channel = channel;
    }

    /// Stops reading for this reason.
    public void hold(Reason reason) {
        reasons.add(reason);
        channel.config().setAutoRead(false);
    }

    /// Takes the reason away, and reads again when it was the last.
    public void release(Reason reason) {
        reasons.remove(reason);
        if (reasons.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    /// Holds or releases.
    public void set(Reason reason, boolean held) {
        if (held) {
            hold(reason);
        } else {
            release(reason);
        }
    }

    /// Whether nothing holds.
    public boolean isOpen() {
        return reasons.isEmpty();
    }
}
