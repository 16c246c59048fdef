package dev.tunnel.cli.edge;

import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.StreamOpen;
import dev.tunnel.protocol.relay.ReadGate;
import dev.tunnel.protocol.relay.Relay;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A public connection, led through the agent.
final class TestVisitor {

    private final Channel visitor;

    TestVisitor(Channel visitor) {
        this.visitor = visitor;
    }

    void lead(@Nullable MuxConnection agent, @Nullable UUID tunnel) {
        if (agent == null || tunnel == null) {
            visitor.close();
            return;
        }
        new ReadGate(visitor).hold(ReadGate.Reason.PEER_PENDING);
        agent.open(
                        new StreamOpen(tunnel, "tcp", "127.0.0.1:1", false, null),
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel stream) {}
                        })
                .addListener((Future<MuxStreamChannel> opened) -> {
                    if (opened.isSuccess()) {
                        MuxStreamChannel stream = opened.getNow();
                        visitor.eventLoop()
                                .execute(() -> Relay.join(visitor, stream, _ -> {}, _ -> {}));
                    } else {
                        visitor.close();
                    }
                });
    }
}
