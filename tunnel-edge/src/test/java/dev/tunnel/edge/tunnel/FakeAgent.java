package dev.tunnel.edge.tunnel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;

/// An agent connection that remembers what it was told.
public final class FakeAgent implements Agent {
    public final List<String> closings = new ArrayList<>();
    public final List<String> closedTunnels = new ArrayList<>();
    public boolean open = true;

    @Override
    public Future<Channel> open(Tunnel tunnel, Visitor visitor, ChannelHandler handler) {
        return ImmediateEventExecutor.INSTANCE.newFailedFuture(new ClosedChannelException());
    }

    @Override
    public void close(CloseReason reason) {
        open = false;
        closings.add(reason.code() + (reason.retry() ? " retry" : ""));
    }

    @Override
    public void retire(CloseReason reason) {
        closings.add("retire " + reason.code());
    }

    @Override
    public void tunnelClosed(Tunnel tunnel, CloseReason reason) {
        closedTunnels.add(tunnel.endpoint() + " " + reason.code());
    }

    @Override
    public String protocol() {
        return "fake";
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public int streams() {
        return 0;
    }
}
