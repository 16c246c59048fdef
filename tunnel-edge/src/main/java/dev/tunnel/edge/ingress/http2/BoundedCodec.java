package dev.tunnel.edge.ingress.http2;

import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.concurrent.Ticker;

/// Netty's HTTP/2 codec with [Http2Limits] on it.
public final class BoundedCodec extends Http2FrameCodecBuilder {
    private static final int RESET_SECONDS = 30;

    private final Http2Limits limits;
    private final MemoryBudget.Share budget;
    private final Ticker ticker;

    private BoundedCodec(Http2Limits limits, MemoryBudget.Share budget, Ticker ticker) {
        this.limits = limits;
        this.budget = budget;
        this.ticker = ticker;
    }

    /// The edge's end of a visitor's connection.
    ///
    /// @param budget for bodies of requests that services are slow to take
    public static Http2FrameCodec forVisitor(
            Http2Limits limits, MemoryBudget.Share budget, Ticker ticker) {
        var builder = new BoundedCodec(limits, budget, ticker);
        builder.server(true);
        builder.bound(
                Http2Settings.defaultSettings()
                        .maxConcurrentStreams(limits.streams())
                        .connectProtocolEnabled(true));
        return builder.build();
    }

    /// The edge's end of a connection to a local service.
    ///
    /// @param budget for answers that visitors are slow to take
    public static Http2FrameCodec forService(
            Http2Limits limits, MemoryBudget.Share budget, Ticker ticker) {
        var builder = new BoundedCodec(limits, budget, ticker);
        builder.server(false);
        builder.encoderEnforceMaxConcurrentStreams(true);
        builder.bound(Http2Settings.defaultSettings().pushEnabled(false));
        return builder.build();
    }

    private void bound(Http2Settings settings) {
        initialSettings(
                settings.initialWindowSize(limits.window()).maxHeaderListSize(limits.head()));
        validateHeaders(true);
        validateRequiredPseudoHeaders(true);
        decoderEnforceMaxRstFramesPerWindow(limits.resets(), RESET_SECONDS);
        encoderEnforceMaxRstFramesPerWindow(limits.resets(), RESET_SECONDS);
        decoderEnforceMaxConsecutiveEmptyDataFrames(limits.emptyData());
        decoderEnforceMaxSmallContinuationFrames(limits.smallContinuations());
        encoderEnforceMaxQueuedControlFrames(limits.queuedControls());
    }

    @Override
    protected Http2FrameCodec build(
            Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings initial) {
        var connection = encoder.connection();
        connection
                .local()
                .flowController(
                        new BudgetedFlow(connection, budget).frameWriter(encoder.frameWriter()));
        return super.build(new StrictDecoder(decoder, limits.controls(), ticker), encoder, initial);
    }
}
