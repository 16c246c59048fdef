package dev.tunnel.cli.session;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.ResetCode;
import dev.tunnel.protocol.mux.StreamOpen;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection to an edge. When it is abandoned nothing of it reaches the session any more, so
/// that what a lost connection still says cannot disturb its successor.
final class Link implements MuxListener {

    private final MuxConnection connection;
    private @Nullable Owner owner;

    /// What the session hears of its link, on the event loop.
    interface Owner {
        void onControl(Link link, ControlMessage message);

        void onGoAway(GoAway goAway);

        void onStream(MuxStreamChannel stream, StreamOpen open);

        void onLost(String reason);
    }

    /// Takes a connection that is ready for the mux protocol. Event loop only.
    Link(Channel channel, Owner owner) {
        this.owner = owner;
        this.connection = MuxConnection.attach(channel, MuxSettings.agent(), this);
    }

    void send(ControlMessage message) {
        connection.send(message);
    }

    @Nullable Duration roundTrip() {
        return connection.roundTrip();
    }

    /// Closes the connection without another word to the owner.
    void abandon(String reason) {
        owner = null;
        connection.close(reason);
    }

    /// Lets what is under way finish; the owner hears nothing of it any more. The connection closes
    /// with its last stream.
    void retire() {
        owner = null;
    }

    /// Says why the agent leaves, and closes when the edge has read it.
    ///
    /// @return completes when the connection is closed, within about a second
    ChannelFuture leave(GoAway goAway) {
        owner = null;
        connection.goAway(goAway);
        return connection.channel().closeFuture();
    }

    @Override
    public void onControl(ControlMessage message) {
        if (owner != null) {
            owner.onControl(this, message);
        }
    }

    @Override
    public void onGoAway(GoAway goAway) {
        if (owner != null) {
            owner.onGoAway(goAway);
        }
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        if (owner != null) {
            owner.onStream(stream, open);
        } else {
            stream.reset(ResetCode.REFUSED);
        }
    }

    @Override
    public void onClosed(String reason) {
        if (owner != null) {
            owner.onLost(reason);
        }
    }
}
