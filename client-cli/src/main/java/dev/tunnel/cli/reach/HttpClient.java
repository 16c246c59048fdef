package dev.tunnel.cli.reach;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import dev.tunnel.cli.config.Proxies;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// HTTP calls of the agent's own, one at a time; they go out the same way as everything else does.
public final class HttpClient {
    private static final int MOST_REDIRECTS = 5;

    private final Transport transport;
    private final Exit exit;
    private final TrustedTls tls;
    private final Duration timeout;

    /// @param ca trusted beside the system's roots
    /// @param timeout for a whole exchange
    public HttpClient(Proxies proxies, @Nullable PrivateCa ca, Duration timeout) {
        this.transport = Transport.best();
        this.exit = new Exit(transport, proxies, timeout);
        this.tls = new TrustedTls(transport.sslProvider(), ca);
        this.timeout = timeout;
    }

    /// A client for calls to the server of these settings.
    public static HttpClient of(Settings settings, Duration timeout) {
        return new HttpClient(settings.proxies(), settings.ca(), timeout);
    }

    /// Sends and waits, also for what a redirect leads to. Blocks, for a bounded time.
    ///
    /// @throws IOException when there is no answer, with a message for people
    public HttpAnswer send(HttpCall call) throws IOException {
        EventLoopGroup group = transport.group(1, "http");
        try {
            EventLoop loop = group.next();
            HttpCall next = call;
            for (int redirects = 0; ; redirects++) {
                HttpAnswer answer = exchange(loop, next);
                if (!answer.isRedirect() || redirects == MOST_REDIRECTS) {
                    return answer;
                }
                next = next.to(location(next.uri(), answer));
            }
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    private HttpAnswer exchange(EventLoop loop, HttpCall call) throws IOException {
        Future<HttpAnswer> answer =
                loop.<Future<HttpAnswer>>submit(
                                () -> new HttpExchange(loop, exit, tls, call).run(loop))
                        .awaitUninterruptibly()
                        .getNow();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new IOException("no answer within %d s".formatted(timeout.toSeconds()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static URI location(URI from, HttpAnswer answer) throws IOException {
        try {
            URI to = from.resolve(answer.header("location").orElseThrow());
            target(to);
            return to;
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to what is no URL", e);
        }
    }

    /// The host and port that a URL leads to.
    public static HostPort target(URI uri) {
        String host = uri.getHost();
        boolean secure = "https".equals(uri.getScheme());
        if (host == null || !(secure || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("not a web address: " + uri);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        return new HostPort(host.replaceAll("^\\[|]$", ""), port);
    }
}
