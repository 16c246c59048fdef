package dev.tunnel.client;

import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.session.AgentCore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A public URL that leads to a service of this machine for as long as it is not closed. A lost
/// connection comes back by itself, with the same URLs.
///
/// ```
/// try (Tunnel tunnel = Tunnel.http(8080).authtoken(token).open()) {
///     browser.open(tunnel.url());
/// }
/// ```
public final class Tunnel implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final AgentCore core;
    private final List<URI> urls;
    private final CompletableFuture<?> ended;

    Tunnel(AgentCore core, List<URI> urls, CompletableFuture<?> ended) {
        this.core = core;
        this.urls = List.copyOf(urls);
        this.ended = ended;
    }

    /// A tunnel to the web server on a port of this machine.
    public static TunnelBuilder http(int port) {
        return http(Integer.toString(port));
    }

    /// A tunnel to a web server.
    ///
    /// @param target as on the command line: `8080`, `host:8080`, `https://host`, `unix:/path`,
    ///   `file:///path`
    public static TunnelBuilder http(String target) {
        return new TunnelBuilder(Proto.HTTP, target);
    }

    /// A public port that leads to a port of this machine.
    public static TunnelBuilder tcp(int port) {
        return tcp(Integer.toString(port));
    }

    /// A public port.
    ///
    /// @param target `22`, `host:22` or `unix:/path`
    public static TunnelBuilder tcp(String target) {
        return new TunnelBuilder(Proto.TCP, target);
    }

    /// A public name whose TLS the service itself ends.
    public static TunnelBuilder tls(String target) {
        return new TunnelBuilder(Proto.TLS, target);
    }

    /// The URL to give away: the https one, where there are two.
    public URI url() {
        return urls.stream()
                .filter(url -> url.getScheme().equals("https"))
                .findFirst()
                .orElseGet(urls::getFirst);
    }

    /// All of its URLs.
    public List<URI> urls() {
        return urls;
    }

    /// Ends the tunnel; its name is free at once. Waits for the goodbye, a moment at most. May be
    /// called twice.
    @Override
    public void close() {
        core.session().stop();
        try {
            var _ = ended.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            // The edge finds out by itself.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            core.close();
        }
    }
}
