package dev.tunnel.protocol.mux;

import io.netty.buffer.ByteBuf;

/// Where [FrameDecoder] puts what it reads.
interface FrameSink {
    /// A part of a DATA frame's payload, as it arrived. The receiver owns the buffer.
    void onData(int streamId, ByteBuf part);

    /// A whole frame of any other known type. The payload is only valid during the call.
    void onFrame(int type, int streamId, ByteBuf payload);
}
