package dev.tunnel.bench.hold;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.Hello;
import dev.tunnel.protocol.message.MessageCodec;
import dev.tunnel.protocol.message.Refused;
import dev.tunnel.protocol.message.TunnelOpened;
import dev.tunnel.protocol.message.TunnelRefused;
import dev.tunnel.protocol.message.Versions;
import dev.tunnel.protocol.message.Welcome;
import dev.tunnel.protocol.mux.MuxConnection;
import dev.tunnel.protocol.mux.MuxListener;
import dev.tunnel.protocol.mux.MuxSettings;
import dev.tunnel.protocol.mux.MuxStreamChannel;
import dev.tunnel.protocol.mux.StreamOpen;
import io.netty.channel.Channel;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An agent that answers every request by itself. Its first tunnel counts for the crowd that it was
/// made with, later ones for the crowd that asked for them.
final class HeldAgent implements MuxListener {
    private final int number;
    private final String authtoken;
    private Crowd crowd;
    private @Nullable MuxConnection connection;
    private int refs;
    private volatile @Nullable String host;
    private volatile @Nullable String trouble;
    private volatile boolean closing;

    HeldAgent(int number, String authtoken, Crowd crowd) {
        this.number = number;
        this.authtoken = authtoken;
        this.crowd = crowd;
    }

    int number() {
        return number;
    }

    /// The host of its first tunnel, once it is open.
    @Nullable String host() {
        return host;
    }

    boolean isOpen() {
        return host != null && trouble == null;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void attach(Channel channel) {
        var attached = MuxConnection.attach(channel, MuxSettings.agent(), this);
        connection = attached;
        var instance = new UUID(0x6265_6e63_6800_4000L, 0x8000_0000_0000_0000L | number);
        attached.send(
                new Hello(
                        Versions.SPOKEN.newest(),
                        "bench",
                        "linux",
                        "amd64",
                        instance.toString(),
                        authtoken,
                        null,
                        Versions.SPOKEN.oldest()));
    }

    /// Asks for another tunnel on the same connection.
    void openMore(Crowd wanted) {
        wanted.begin();
        connection()
                .channel()
                .eventLoop()
                .execute(() -> {
                    crowd = wanted;
                    openTunnel();
                });
    }

    private void openTunnel() {
        // As text, so that it is what any agent of this version may send.
        var wish =
                """
                {"type":"OpenTunnel","ref":%d,"spec":{"key":"t%d","proto":"http",\
                "schemes":["http"],"target":"localhost:80"}}\
                """
                        .formatted(++refs, refs);
        MessageCodec.decode(wish.getBytes(UTF_8)).ifPresent(connection()::send);
    }

    @Override
    public void onControl(ControlMessage message) {
        switch (message) {
            case Welcome _ -> openTunnel();
            case TunnelOpened opened -> {
                if (host == null) {
                    host = URI.create(opened.urls().getFirst()).getAuthority();
                }
                crowd.opened();
            }
            case TunnelRefused refused -> failed(refused.code());
            case Refused refused -> failed(refused.code());
            default -> {}
        }
    }

    private void failed(String why) {
        trouble = why;
        crowd.failed();
    }

    @Override
    public void onStream(MuxStreamChannel stream, StreamOpen open) {
        stream.pipeline().addLast(new SmallAnswer());
    }

    @Override
    public void onGoAway(GoAway goAway) {}

    @Override
    public void onClosed(String reason) {
        if (!closing && trouble == null) {
            trouble = reason;
            if (host == null) {
                crowd.failed();
            }
        }
    }

    void close() {
        closing = true;
        if (connection != null) {
            connection.close("done");
        }
    }

    private MuxConnection connection() {
        if (connection == null) {
            throw new IllegalStateException("agent " + number + " is not connected");
        }
        return connection;
    }
}
