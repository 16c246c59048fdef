package dev.tunnel.protocol.mux;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tunnel.protocol.message.ControlMessage;
import dev.tunnel.protocol.message.GoAway;
import dev.tunnel.protocol.message.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection that carries control messages and streams, at either end.
///
/// Everything but the public methods that say "any thread" happens on the channel's event loop.
public final class MuxConnection {
    private static final Duration LINGER = Duration.ofSeconds(1);

    /// The first may let streams finish, the second cut them; more say nothing new.
    private static final int MOST_GOAWAYS = 2;

    private final Channel channel;
    private final MuxSettings settings;
    private final MuxListener listener;
    private final StreamTable streams;
    private final FrameWriter writer;
    private final Heartbeat heartbeat;

    private boolean goingAway;
    private boolean closed;
    private int goAways;

    /// Why the connection ends with its last stream; absent while it goes on.
    private @Nullable String ending;

    private MuxConnection(Channel channel, MuxSettings settings, MuxListener listener) {
        this.channel = channel;
        this.settings = settings;
        this.listener = listener;
        this.streams = new StreamTable(settings.maxStreams());
        this.writer = new FrameWriter(channel, settings.maxPending(), this::fail);
        this.heartbeat = new Heartbeat(channel.eventLoop(), settings, writer, this::fail);
    }

    /// Takes over an active channel whose TLS handshake is done, before anything that follows it is
    /// read. Event loop only.
    public static MuxConnection attach(
            Channel channel, MuxSettings settings, MuxListener listener) {
        MuxConnection connection = new MuxConnection(channel, settings, listener);
        channel.config().setWriteBufferWaterMark(FrameWriter.WATER_MARK);
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            // The default one copies all of a read behind the record that the read before cut off.
            tls.setCumulator(ByteToMessageDecoder.COMPOSITE_CUMULATOR);
        }
        channel.pipeline().addLast("mux", new MuxHandler(connection, channel.alloc()));
        connection.heartbeat.start();
        return connection;
    }

    /// The channel that carries everything.
    public Channel channel() {
        return channel;
    }

    /// Sends a control message. Any thread.
    public void send(ControlMessage message) {
        onLoop(() -> writer.control(FrameType.CONTROL, MessageCodec.encode(message)));
    }

    /// Tells the peer that this connection ends, cuts its streams and closes it when the peer has
    /// read that, or after a second. Any thread.
    public void goAway(GoAway goAway) {
        onLoop(() -> sendGoAway(goAway));
    }

    private void sendGoAway(GoAway goAway) {
        if (closed || (goingAway && ending == null)) {
            return;
        }
        ending = null;
        streams.cutAll();
        announce(goAway);
        failAfterLinger(goAway.code());
    }

    /// Tells the peer to connect elsewhere and opens no more streams; those that are open go on,
    /// and the connection closes with the last of them. Any thread.
    public void retire(GoAway goAway) {
        onLoop(() -> {
            if (closed || goingAway) {
                return;
            }
            ending = goAway.code();
            announce(goAway);
            endWithLastStream();
        });
    }

    private void announce(GoAway goAway) {
        goingAway = true;
        writer.control(FrameType.GOAWAY, MessageCodec.encode(goAway));
        writer.drainNow();
    }

    /// The peer closes when it has read the GOAWAY. Closing here at once could lose it: a socket
    /// closed with unread input resets the connection.
    private void failAfterLinger(String reason) {
        channel.eventLoop().schedule(() -> fail(reason), LINGER.toMillis(), MILLISECONDS);
    }

    private void endWithLastStream() {
        String reason = ending;
        if (reason == null || streams.size() > 0 || closed) {
            return;
        }
        if (goingAway) {
            failAfterLinger(reason);
        } else {
            writer.drainNow();
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> fail(reason));
        }
    }

    /// Closes the connection and everything on it. Any thread.
    ///
    /// @param reason for the log
    public void close(String reason) {
        onLoop(() -> fail(reason));
    }

    /// Opens a stream to the agent. Any thread; edge only.
    ///
    /// @param handler added to the stream's pipeline before it is registered
    /// @return the stream; fails when the connection is gone or full
    public Future<MuxStreamChannel> open(StreamOpen open, ChannelHandler handler) {
        Promise<MuxStreamChannel> promise = channel.eventLoop().newPromise();
        onLoop(() -> open(open, handler, promise));
        return promise;
    }

    private void open(StreamOpen open, ChannelHandler handler, Promise<MuxStreamChannel> promise) {
        if (closed || goingAway || !channel.isActive()) {
            promise.setFailure(new StreamResetException(ResetCode.CANCELLED));
            return;
        }
        if (streams.isFull()) {
            promise.setFailure(new StreamResetException(ResetCode.LIMIT));
            return;
        }
        int id = streams.nextId();
        writer.open(id, open);
        if (closed) {
            // That was more than a peer that does not read may keep waiting.
            promise.setFailure(new StreamResetException(ResetCode.CANCELLED));
            return;
        }
        MuxStreamChannel stream = newStream(id);
        stream.pipeline().addLast(handler);
        channel.eventLoop().register(stream);
        promise.setSuccess(stream);
    }

    private MuxStreamChannel newStream(int id) {
        ReceiveWindow window =
                new ReceiveWindow(
                        MuxProtocol.INITIAL_WINDOW, settings.maxWindow(), settings.budget(), now());
        MuxStreamChannel stream = new MuxStreamChannel(this, id, window, settings.budget());
        streams.add(stream);
        return stream;
    }

    /// The last round trip measured; null before the first. Any thread.
    public @Nullable Duration roundTrip() {
        long nanos = heartbeat.roundTripNanos();
        return nanos == 0 ? null : Duration.ofNanos(nanos);
    }

    /// Streams open now. Any thread, approximate outside the event loop.
    public int streamCount() {
        return streams.size();
    }

    // --- from the handler ---

    void onData(int streamId, ByteBuf part) {
        if (closed) {
            part.release();
            return;
        }
        MuxStreamChannel stream = known(streamId);
        if (stream == null) {
            part.release();
        } else {
            heartbeat.onData();
            stream.input().onData(part);
        }
    }

    void onFrame(int type, int streamId, ByteBuf payload) {
        if (closed) {
            return;
        }
        switch (type) {
            case FrameType.OPEN -> onOpen(streamId, payload);
            case FrameType.PING -> writer.pong(payload.readLong());
            case FrameType.PONG -> heartbeat.onPong(payload.readLong());
            case FrameType.CONTROL -> onControl(bytes(payload));
            case FrameType.GOAWAY -> onGoAway(MessageCodec.decodeGoAway(bytes(payload)));
            default -> onStreamFrame(type, streamId, payload);
        }
    }

    private void onStreamFrame(int type, int streamId, ByteBuf payload) {
        MuxStreamChannel stream = known(streamId);
        if (stream == null) {
            return;
        }
        switch (type) {
            case FrameType.CREDIT -> stream.onCredit(payload.readInt());
            case FrameType.FIN -> stream.input().onFin();
            case FrameType.RST -> stream.onReset(ResetCode.ofWire(payload.readUnsignedByte()));
            default -> throw new ProtocolException("frame type " + type);
        }
    }

    private void onOpen(int streamId, ByteBuf payload) {
        if (settings.role() == MuxSettings.Role.EDGE) {
            throw new ProtocolException("OPEN from an agent");
        }
        streams.checkNew(streamId);
        StreamOpen open = StreamOpen.decode(payload);
        if (streams.isFull() || goingAway || ending != null) {
            writer.reset(streamId, streams.isFull() ? ResetCode.LIMIT : ResetCode.REFUSED);
            return;
        }
        MuxStreamChannel stream = newStream(streamId);
        channel.eventLoop().register(stream);
        listener.onStream(stream, open);
    }

    /// The peer may let its streams finish, or has reset them already.
    private void onGoAway(GoAway goAway) {
        goAways++;
        if (goAways > MOST_GOAWAYS) {
            throw new ProtocolException("GOAWAY again and again");
        }
        listener.onGoAway(goAway);
        if (!closed && !goingAway) {
            ending = "peer went away: " + goAway.code();
            endWithLastStream();
        }
    }

    private void onControl(byte[] json) {
        MessageCodec.decode(json).ifPresent(listener::onControl);
    }

    /// The stream of a frame; null when it was closed here and the peer did not know yet.
    private @Nullable MuxStreamChannel known(int streamId) {
        return streams.find(streamId);
    }

    void onReadComplete() {
        if (closed) {
            return;
        }
        heartbeat.onRead();
        streams.completeReads();
        writer.drainNow();
    }

    void onWritable() {
        writer.schedule();
    }

    /// Ends the connection: the channel is gone, or something on it went wrong.
    void fail(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        heartbeat.stop();
        streams.cutAll();
        channel.close();
        listener.onClosed(reason);
    }

    // --- from the streams ---

    void ready(MuxStreamChannel stream) {
        writer.ready(stream);
    }

    boolean touch(MuxStreamChannel stream) {
        return streams.touch(stream);
    }

    void sendData(int streamId, ByteBuf data, boolean headroom) {
        writer.data(streamId, data, headroom);
    }

    void sendCredit(int streamId, int bytes) {
        writer.credit(streamId, bytes);
    }

    void sendFin(int streamId) {
        writer.fin(streamId);
    }

    void closed(MuxStreamChannel stream, @Nullable ResetCode code) {
        streams.remove(stream);
        if (code != null && !closed) {
            writer.reset(stream.streamId(), code);
        }
        if (ending != null && streams.size() == 0) {
            channel.eventLoop().execute(this::endWithLastStream);
        }
    }

    long now() {
        return channel.eventLoop().ticker().nanoTime();
    }

    long roundTripNanos() {
        return heartbeat.roundTripNanos();
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private static byte[] bytes(ByteBuf payload) {
        byte[] bytes = new byte[payload.readableBytes()];
        payload.readBytes(bytes);
        return bytes;
    }
}
