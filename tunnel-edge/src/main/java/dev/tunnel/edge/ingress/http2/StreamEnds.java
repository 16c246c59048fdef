package dev.tunnel.edge.ingress.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/// Remembers which streams the peer has ended, by a frame that was in order.
final class StreamEnds {
    private final Http2Connection connection;
    private final Http2Connection.PropertyKey ended;

    StreamEnds(Http2Connection connection) {
        this.connection = connection;
        this.ended = connection.newKey();
    }

    /// Whether the peer has ended its side of a stream that is still known.
    boolean contains(int streamId) {
        var stream = connection.stream(streamId);
        return stream != null && stream.getProperty(ended) != null;
    }

    private void add(int streamId) {
        var stream = connection.stream(streamId);
        if (stream != null) {
            stream.setProperty(ended, Boolean.TRUE);
        }
    }

    /// Sees the frames that Netty has found in order on their way to a listener.
    Http2FrameListener watch(Http2FrameListener listener) {
        return new Http2FrameListenerDecorator(listener) {
            @Override
            public int onDataRead(
                    ChannelHandlerContext ctx, int streamId, ByteBuf data, int padding, boolean end)
                    throws Http2Exception {
                if (end) {
                    add(streamId);
                }
                return super.onDataRead(ctx, streamId, data, padding, end);
            }

            @Override
            public void onHeadersRead(
                    ChannelHandlerContext ctx,
                    int streamId,
                    Http2Headers headers,
                    int dependency,
                    short weight,
                    boolean exclusive,
                    int padding,
                    boolean end)
                    throws Http2Exception {
                if (end) {
                    add(streamId);
                }
                super.onHeadersRead(
                        ctx, streamId, headers, dependency, weight, exclusive, padding, end);
            }
        };
    }
}
