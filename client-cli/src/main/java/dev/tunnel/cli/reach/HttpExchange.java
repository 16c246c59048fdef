package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.ProxyUrl;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request and its answer on a connection of their own. Event loop only.
final class HttpExchange {
    private static final int MAX_ANSWER = 1 << 20;

    private final Exit exit;
    private final TrustedTls tls;
    private final HttpCall call;
    private final boolean secure;
    private final HostPort target;
    private final Promise<HttpAnswer> promise;

    HttpExchange(EventLoop loop, Exit exit, TrustedTls tls, HttpCall call) {
        this.exit = exit;
        this.tls = tls;
        this.call = call;
        this.secure = "https".equals(call.uri().getScheme());
        this.target = HttpClient.target(call.uri());
        this.promise = loop.newPromise();
    }

    Future<HttpAnswer> run(EventLoop loop) {
        Optional<ProxyUrl> proxy = exit.proxyTo(target);
        // A plain request is forwarded by an HTTP proxy, which may refuse CONNECT to its port.
        boolean forwarded =
                !secure && proxy.isPresent() && proxy.get().kind() == ProxyUrl.Kind.HTTP;
        Future<Channel> connecting =
                forwarded ? exit.direct(loop, proxy.get().address()) : exit.connect(loop, target);
        connecting.addListener((Future<Channel> connected) -> {
            if (!connected.isSuccess()) {
                promise.tryFailure(connected.cause());
            } else if (secure) {
                secure(connected.getNow());
            } else {
                send(connected.getNow(), forwarded ? proxy : Optional.empty());
            }
        });
        return promise;
    }

    private void secure(Channel channel) {
        closeWhenDone(channel);
        try {
            exit.secure(channel, target, tls.context())
                    .addListener((Future<Channel> secured) -> {
                        if (secured.isSuccess()) {
                            send(channel, Optional.empty());
                        } else {
                            promise.tryFailure(secured.cause());
                        }
                    });
        } catch (IOException e) {
            promise.tryFailure(e);
        }
    }

    private void closeWhenDone(Channel channel) {
        promise.addListener(_ -> channel.close());
    }

    private void send(Channel channel, Optional<ProxyUrl> forwarder) {
        closeWhenDone(channel);
        channel.pipeline()
                .addLast(
                        new HttpClientCodec(),
                        new HttpContentDecompressor(MAX_ANSWER),
                        new HttpObjectAggregator(MAX_ANSWER),
                        new Answer());
        channel.writeAndFlush(request(forwarder))
                .addListener(written -> {
                    if (!written.isSuccess()) {
                        promise.tryFailure(written.cause());
                    }
                });
    }

    private FullHttpRequest request(Optional<ProxyUrl> forwarder) {
        URI uri = call.uri();
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String pathAndQuery = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String where = forwarder.isPresent() ? "http://" + target + pathAndQuery : pathAndQuery;
        String json = call.json();
        ByteBuf body =
                json == null
                        ? Unpooled.EMPTY_BUFFER
                        : Unpooled.copiedBuffer(json, StandardCharsets.UTF_8);
        var request =
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.valueOf(call.method()), where, body);
        var headers = request.headers();
        headers.set(HttpHeaderNames.HOST, uri.getRawAuthority());
        headers.set(HttpHeaderNames.ACCEPT, "application/json");
        headers.set(HttpHeaderNames.CONNECTION, "close");
        headers.set(HttpHeaderNames.USER_AGENT, "tunnel");
        if (json != null) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        }
        call.headers().forEach(headers::set);
        forwarder
                .filter(proxy -> proxy.user() != null)
                .ifPresent(proxy -> headers.set(HttpHeaderNames.PROXY_AUTHORIZATION, basic(proxy)));
        return request;
    }

    private static String basic(ProxyUrl proxy) {
        String pair = proxy.user() + ":" + proxy.password().value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                promise.tryFailure(new IOException("what answers there does not speak HTTP"));
                return;
            }
            Map<String, String> headers = new HashMap<>();
            response.headers()
                    .forEach(header ->
                            headers.put(
                                    header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
            promise.trySuccess(
                    new HttpAnswer(
                            response.status().code(),
                            headers,
                            response.content().toString(StandardCharsets.UTF_8)));
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            promise.tryFailure(new IOException("connection closed without an answer"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            promise.tryFailure(
                    cause instanceof IOException ? cause : new IOException(cause.getMessage()));
        }
    }
}
