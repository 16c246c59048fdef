package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.tunnel.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/// The pipeline of a stream to a local HTTP service, in the order its bytes meet it.
final class ServicePipeline extends ChannelInitializer<Channel> {
    private final Traffic traffic;
    private final int longestHead;
    private final ResponseRelay relay;
    private final ByteBuf preface;

    /// @param preface what the service gets before anything else, not pooled
    ServicePipeline(Traffic traffic, int longestHead, ResponseRelay relay, ByteBuf preface) {
        this.traffic = traffic;
        this.longestHead = longestHead;
        this.relay = relay;
        this.preface = preface;
    }

    @Override
    protected void initChannel(Channel stream) {
        var codec = new ServiceCodec(longestHead);
        relay.reads(codec);
        stream.pipeline().addLast(new StreamCount(traffic), codec, relay);
        if (preface.isReadable()) {
            // Past the codec, which takes no bytes before a head; sent with the head.
            stream.pipeline().context(codec).write(preface, stream.voidPromise());
        }
    }
}
