package dev.tunnel.cli.inspect;

import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Loopback;
import dev.tunnel.cli.inspect.api.Api;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets nobody through who was sent by another web page (docs/decisions/0111).
///
/// A page whose own name was re-pointed to 127.0.0.1 (DNS rebinding) still sends that name as Host,
/// and is refused; so is one that says by Origin or Sec-Fetch-Site that it is from elsewhere. What
/// a browser wants to change needs the token that only the inspector's own page can read; a script,
/// which sends neither of those two headers, may use ngrok's part of the API without.
final class RequestGuard extends ChannelInboundHandlerAdapter {

    static final String TOKEN_HEADER = "x-inspector-token";

    private static final String FETCH_SITE = "sec-fetch-site";

    private final byte[] token;

    RequestGuard(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest request) || request.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            ctx.close();
            return;
        }
        Optional<String> refusal = refusal(request);
        if (refusal.isPresent()) {
            Responses.refuse(ctx, request, FORBIDDEN, refusal.get());
            request.release();
        } else {
            ctx.fireChannelRead(request);
        }
    }

    private Optional<String> refusal(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !isLoopback(hosts.getFirst())) {
            return Optional.of("ask for localhost");
        }
        if (!headers.getAll(HttpHeaderNames.ORIGIN).stream()
                        .allMatch(origin -> origin.equalsIgnoreCase("http://" + hosts.getFirst()))
                || !isOwnPage(request)) {
            return Optional.of("not for other sites");
        }
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return reads || mayChange(request)
                ? Optional.empty()
                : Optional.of("this needs the inspector's own page");
    }

    /// A link on another page may lead to the inspector, for a navigation shows it to the user
    /// only.
    private static boolean isOwnPage(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        return headers.getAll(FETCH_SITE).stream()
                .allMatch(site ->
                        site.equals("same-origin")
                                || site.equals("none")
                                || request.uri().equals("/")
                                        && request.method().equals(HttpMethod.GET)
                                        && "navigate".equals(headers.get("sec-fetch-mode"))
                                        && "document".equals(headers.get("sec-fetch-dest")));
    }

    private boolean mayChange(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean browser = headers.contains(HttpHeaderNames.ORIGIN) || headers.contains(FETCH_SITE);
        return !browser && Api.isForScripts(new QueryStringDecoder(request.uri()).path())
                || hasToken(headers.get(TOKEN_HEADER));
    }

    private boolean hasToken(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(String host) {
        try {
            return Loopback.isLoopback(HostPort.parse(host, 80).host());
        } catch (ConfigException _) {
            return false;
        }
    }
}
