package dev.tunnel.cli.edge;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.mux.WindowBudget;
import io.netty.channel.Channel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The edge's end of one agent connection.
final class TestLink implements MuxListener {

    private final TestEdge edge;
    private @Nullable MuxConnection connection;

    TestLink(TestEdge edge) {
        this.edge = edge;
    }

    MuxConnection attach(Channel channel) {
        connection =
                MuxConnection.attach(
                        channel, MuxSettings.edge(WindowBudget.ofBytes(64L << 20)), this);
        return connection;
    }

    @Override
    public void onControl(ControlMessage message) {
        edge.onControl(Objects.requireNonNull(connection), message);
    }

    @Override
    public void onGoAway(GoAway goAway) {
        edge.onGoAway(goAway);
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        throw new IllegalStateException("an agent opens no streams");
    }

    @Override
    public void onClosed(String reason) {
        // What follows is the agent's affair.
    }
}
