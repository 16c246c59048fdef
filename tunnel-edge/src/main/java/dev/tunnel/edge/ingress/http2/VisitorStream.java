package dev.tunnel.edge.ingress.http2;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2StreamChannelOption;

/// The handlers at the front of a visitor's stream.
///
/// @param frames turns frames into a request
/// @param writer turns the response into frames
public record VisitorStream(VisitorFrames frames, FrameWriter writer) {

    /// Adds them to a new stream.
    ///
    /// @param responses what visitors may leave unread
    public static VisitorStream on(Channel stream, MemoryBudget.Share responses) {
        stream.config().setOption(Http2StreamChannelOption.AUTO_STREAM_FLOW_CONTROL, false);
        var writer = FrameWriter.ofResponses(new OutputBudget(responses));
        var frames = new VisitorFrames(writer);
        stream.pipeline().addLast(writer).addLast(frames);
        return new VisitorStream(frames, writer);
    }
}
