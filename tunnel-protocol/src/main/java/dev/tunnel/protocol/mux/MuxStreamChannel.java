package dev.tunnel.protocol.mux;

import dev.tunnel.protocol.net.ReadBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DuplexChannel;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// One stream of a [MuxConnection], as a Netty channel on the connection's event loop, so that the
/// same handlers work on a socket and on a stream.
///
/// Writes wait in the channel's outbound buffer until the peer has given credit and the connection
/// has room, which is what `isWritable()` shows. What arrives is delivered as the pipeline reads;
/// credit goes back as it is delivered. Each direction ends by itself: `shutdownOutput()` sends
/// FIN, a received FIN is a [ChannelInputShutdownEvent]. Closing with a direction unfinished sends
/// RST.
///
/// A direct buffer written with its reader index at [ReadBuffers#HEADROOM], as sockets read it,
/// gives the bytes before that away too: the frame's header goes there.
public final class MuxStreamChannel extends AbstractChannel implements DuplexChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final MuxConnection connection;
    private final int id;
    private final StreamInput input;
    private final ChannelConfig config = new StreamConfig();

    private long credit = MuxProtocol.INITIAL_WINDOW;
    private ResetCode closeCode = ResetCode.CANCELLED;
    private boolean begun;
    private boolean queued;
    private boolean resetReceived;

    /// Done when the output has ended; there once it is to end.
    private @Nullable ChannelPromise outputEnd;

    private volatile boolean outputShutdown;
    private volatile boolean open = true;

    MuxStreamChannel(MuxConnection connection, int id, ReceiveWindow window, WindowBudget budget) {
        super(connection.channel());
        this.connection = connection;
        this.id = id;
        this.input = new StreamInput(this, connection, window, budget);
        config.setWriteBufferWaterMark(WATER_MARK);
        config.setAllocator(connection.channel().alloc());
    }

    /// The stream's number on its connection.
    public int streamId() {
        return id;
    }

    /// Breaks the stream off and says why. Any thread.
    public void reset(ResetCode code) {
        if (eventLoop().inEventLoop()) {
            closeCode = code;
            close();
        } else {
            eventLoop().execute(() -> reset(code));
        }
    }

    // --- what the connection tells the stream, on the event loop ---

    StreamInput input() {
        return input;
    }

    void onCredit(int bytes) {
        if (bytes <= 0 || credit + bytes > 2L * MuxProtocol.MAX_WINDOW) {
            throw new ProtocolException("CREDIT of %d on stream %d".formatted(bytes, id));
        }
        credit += bytes;
        connection.ready(this);
    }

    /// As [#reset], but not at the wish of what the stream is joined to: that must not take it for
    /// an end.
    void breakOff(ResetCode code) {
        closeCode = code;
        pipeline().fireExceptionCaught(new StreamResetException(code));
        close();
    }

    void onReset(ResetCode code) {
        resetReceived = true;
        pipeline().fireExceptionCaught(new StreamResetException(code));
        close();
    }

    /// The connection is lost, or ends at once: nobody must take that for the end of a
    /// conversation.
    void cut() {
        pipeline().fireExceptionCaught(new StreamResetException(ResetCode.CANCELLED));
        close();
    }

    /// Closes the stream when both directions have ended.
    void closeIfFinished() {
        if (outputShutdown && input.isEnded()) {
            close();
        }
    }

    // --- sending, when the connection gives the turn ---

    /// Sends one portion of what is flushed.
    ///
    /// @return whether there is more to send right now
    boolean sendPortion(int max) {
        queued = false;
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        if (out == null || !open) {
            return false;
        }
        int room = (int) Math.min(max, credit);
        while (room > 0 && out.current() instanceof ByteBuf data) {
            int length = Math.min(room, data.readableBytes());
            boolean whole = length == data.readableBytes();
            if (length > 0) {
                credit -= length;
                room -= length;
                boolean headroom = whole && !begun && hasHeadroom(data);
                ByteBuf part = whole ? data.retain() : data.readRetainedSlice(length);
                connection.sendData(id, part, headroom);
            }
            begun = !whole;
            if (whole) {
                out.remove();
            }
        }
        return credit > 0 && out.current() != null;
    }

    private static boolean hasHeadroom(ByteBuf data) {
        return data.readerIndex() == ReadBuffers.HEADROOM
                && data.refCnt() == 1
                && data.isDirect()
                && !data.isReadOnly();
    }

    /// Marks the stream as waiting for its turn.
    ///
    /// @return false when it waits already
    boolean enqueue() {
        boolean added = !queued;
        queued = true;
        return added;
    }

    // --- Channel ---

    @Override
    protected void doBeginRead() {
        input.beginRead();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        connection.ready(this);
    }

    @Override
    protected Object filterOutboundMessage(Object msg) throws ClosedChannelException {
        if (outputShutdown || outputEnd != null) {
            throw new ClosedChannelException();
        }
        if (msg instanceof ByteBuf) {
            return msg;
        }
        throw new UnsupportedOperationException("a stream carries bytes, not " + msg.getClass());
    }

    @Override
    protected void doShutdownOutput() {
        outputShutdown = true;
        connection.sendFin(id);
        if (input.isEnded()) {
            eventLoop().execute(this::close);
        }
    }

    @Override
    protected void doClose() {
        if (!open) {
            return;
        }
        open = false;
        boolean finished = outputShutdown && input.isFinReceived();
        input.discard();
        outputShutdown = true;
        connection.closed(this, finished || resetReceived ? null : closeCode);
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new StreamUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return connection.channel().localAddress();
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return connection.channel().remoteAddress();
    }

    @Override
    protected void doBind(SocketAddress localAddress) {
        throw new UnsupportedOperationException("a stream cannot be bound");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    // --- DuplexChannel ---

    @Override
    public boolean isInputShutdown() {
        return input.isEnded();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public boolean isShutdown() {
        return input.isEnded() && outputShutdown;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return promise.setFailure(
                new UnsupportedOperationException("a stream's input ends with the peer's FIN"));
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        if (!eventLoop().inEventLoop()) {
            eventLoop().execute(() -> shutdownOutput(promise));
        } else {
            endOutput().addListener(_ -> promise.trySuccess());
        }
        return promise;
    }

    /// Ends the output when all that was written before has been sent: turns and credit may be long
    /// in coming. What is written from now on fails, because nothing may follow a FIN.
    private ChannelFuture endOutput() {
        ChannelPromise end = outputEnd;
        if (end == null) {
            end = newPromise();
            unsafe().write(Unpooled.EMPTY_BUFFER, end);
            outputEnd = end;
            end.addListener(_ -> finishOutput());
            unsafe().flush();
        }
        return end;
    }

    /// Netty's own way there makes an exception with its stack trace each time.
    private void finishOutput() {
        if (open && !outputShutdown) {
            doShutdownOutput();
        }
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return close(promise);
    }

    private final class StreamUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
            promise.setFailure(new UnsupportedOperationException("a stream is connected"));
        }
    }

    private final class StreamConfig extends DefaultChannelConfig {
        StreamConfig() {
            super(MuxStreamChannel.this);
        }

        @Override
        protected void autoReadCleared() {
            if (!isRegistered() || eventLoop().inEventLoop()) {
                input.stopReading();
            } else {
                eventLoop().execute(this::stopReading);
            }
        }

        private void stopReading() {
            if (!isAutoRead()) {
                input.stopReading();
            }
        }
    }
}
