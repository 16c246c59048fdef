package dev.tunnel.edge.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.DefaultAttributeMap;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One public endpoint bound to one local address through a session. Read from every thread; its
/// state is changed on the control executor only, by [Session] and [TunnelRegistry].
public final class Tunnel {
    private final TunnelIdentity identity;
    private final Traffic traffic = new Traffic();
    private final EventExecutor control;
    private final ChannelGroup visitors;
    private final DefaultAttributeMap notes = new DefaultAttributeMap();

    private volatile Allowance allowance;
    private volatile TunnelOptions options;
    private volatile Agent agent;
    private volatile @Nullable Promise<Tunnel> back;
    private volatile @Nullable CloseReason closed;
    private Counts reported = Counts.ZERO;

    public Tunnel(
            TunnelIdentity identity, TunnelOptions options, Agent agent, EventExecutor control) {
        this.identity = identity;
        this.allowance = Allowance.unlimited(identity.accountId());
        this.options = options;
        this.agent = agent;
        this.control = control;
        this.visitors = new DefaultChannelGroup(control, true);
    }

    /// One whose visitors are held until its session serves it.
    public static Tunnel held(
            TunnelIdentity identity, TunnelOptions options, Agent agent, EventExecutor control) {
        var tunnel = new Tunnel(identity, options, agent, control);
        tunnel.detach();
        return tunnel;
    }

    public UUID id() {
        return identity.id();
    }

    public UUID accountId() {
        return identity.accountId();
    }

    public TunnelIdentity identity() {
        return identity;
    }

    public Endpoint endpoint() {
        return identity.endpoint();
    }

    public TunnelOptions options() {
        return options;
    }

    /// A place for what the layers above make of the tunnel.
    public <T> Attribute<T> attr(AttributeKey<T> key) {
        return notes.attr(key);
    }

    /// What visitors may use.
    public Allowance allowance() {
        return allowance;
    }

    /// Visitors share this with those of its account's other tunnels. Before it is registered.
    public void limit(Allowance shared) {
        allowance = shared;
    }

    public Traffic traffic() {
        return traffic;
    }

    /// The agent's latest connection; opening a stream on one that dropped just now fails.
    public Agent agent() {
        return agent;
    }

    public boolean isOpen() {
        return closed == null;
    }

    /// Why the tunnel was closed, once it is.
    public Optional<CloseReason> closeReason() {
        return Optional.ofNullable(closed);
    }

    /// Whether another session of its account has it, or will in a moment.
    public boolean isTakenOver() {
        var reason = closed;
        return reason != null && reason.code().equals("taken_over");
    }

    /// Public connections on it at the moment.
    public int visitors() {
        return visitors.size();
    }

    /// Ties a public connection to the tunnel: closing the tunnel closes it, at once when the
    /// tunnel is closed already. Forgotten when the connection closes.
    public void track(Channel visitor) {
        visitors.add(visitor);
    }

    Lookup lookup() {
        var waiting = back;
        if (closed != null) {
            return new Lookup.Unknown();
        }
        return waiting == null ? new Lookup.Found(this) : new Lookup.Detached(this, waiting);
    }

    /// Whether it waits for its agent to come back.
    public boolean isDetached() {
        return back != null;
    }

    void detach() {
        if (back == null) {
            back = control.newPromise();
        }
    }

    void attach(Agent agent, TunnelOptions options) {
        this.options = options;
        this.agent = agent;
        var waiting = back;
        if (waiting != null) {
            back = null;
            waiting.trySuccess(this);
        }
    }

    /// Closes for good and cuts every public connection.
    ///
    /// @param successor the tunnel that serves the endpoint from now on
    void close(CloseReason reason, @Nullable Tunnel successor) {
        if (closed != null) {
            return;
        }
        closed = reason;
        var waiting = back;
        if (waiting != null) {
            if (successor == null) {
                waiting.tryFailure(new TunnelClosedException(reason));
            } else {
                waiting.trySuccess(successor);
            }
        }
        if (reason.abrupt()) {
            visitors.forEach(Tunnel::forbidLinger);
        }
        visitors.close();
    }

    private static void forbidLinger(Channel visitor) {
        try {
            visitor.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException _) {
            // It has closed meanwhile, on its own event loop.
        }
    }

    /// What was carried since the last call; for the thread that reports usage.
    Counts drain() {
        var total = traffic.total();
        var since = total.since(reported);
        reported = total;
        return since;
    }

    @Override
    public String toString() {
        return identity.endpoint() + " (" + identity.id() + ")";
    }
}
