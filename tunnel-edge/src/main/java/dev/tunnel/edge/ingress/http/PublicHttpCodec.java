package dev.tunnel.edge.ingress.http;

import io.netty.channel.CombinedChannelDuplexHandler;

/// Visitors' requests in, responses out, one after the other.
final class PublicHttpCodec extends CombinedChannelDuplexHandler<RequestDecoder, ResponseEncoder> {
    /// @param tls whether visitors come over TLS
    PublicHttpCodec(HttpSettings settings, boolean tls) {
        var encoder = new ResponseEncoder();
        init(new RequestDecoder(settings, encoder, tls), encoder);
    }

    /// The request has been answered: read the next one.
    void next() {
        inboundHandler().next();
    }
}
