package dev.tunnel.edge.ingress.http;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;

/// Requests out to a local service, its answers in, one after the other.
final class ServiceCodec extends CombinedChannelDuplexHandler<ResponseDecoder, HttpRequestEncoder> {
    ServiceCodec(int longestHead) {
        init(new ResponseDecoder(longestHead), new HttpRequestEncoder());
    }

    /// A request with this method goes out: its answer is next.
    void answers(HttpMethod method) {
        inboundHandler().answers(method);
    }

    /// Whether bytes wait that belong to no answer yet.
    boolean hasMore() {
        return inboundHandler().hasMore();
    }
}
