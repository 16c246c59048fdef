package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Traffic;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;

/// The pipeline of a stream to a local HTTP service, in the order its bytes meet it. Services are
/// read leniently where that cannot be misunderstood (line ends, a length beside chunks), because
/// what the visitor gets is written anew.
final class ServicePipeline extends ChannelInitializer<Channel> {
    private final Traffic traffic;
    private final int longestHead;
    private final ResponseRelay relay;

    ServicePipeline(Traffic traffic, int longestHead, ResponseRelay relay) {
        this.traffic = traffic;
        this.longestHead = longestHead;
        this.relay = relay;
    }

    @Override
    protected void initChannel(Channel stream) {
        var reading =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(longestHead)
                        .setMaxHeaderSize(longestHead)
                        .setMaxChunkSize(RequestDecoder.BODY_PIECE)
                        .setStrictLineParsing(false)
                        .setUseRfc9112TransferEncoding(false)
                        .setAllowDuplicateContentLengths(true);
        stream.pipeline()
                .addLast(new StreamCount(traffic))
                .addLast(new HttpClientCodec(reading, false, false))
                .addLast(relay);
    }
}
