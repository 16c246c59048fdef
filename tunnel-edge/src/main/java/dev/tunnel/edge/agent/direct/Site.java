package dev.tunnel.edge.agent.direct;

import dev.tunnel.edge.config.PlatformSettings;
import dev.tunnel.edge.tunnel.Access;
import dev.tunnel.edge.tunnel.Endpoint;
import dev.tunnel.edge.tunnel.IpRules;
import dev.tunnel.edge.tunnel.Tunnel;
import dev.tunnel.edge.tunnel.TunnelIdentity;
import dev.tunnel.edge.tunnel.TunnelOptions;
import dev.tunnel.edge.tunnel.TunnelRegistry;
import dev.tunnel.edge.tunnel.Upstream;
import dev.tunnel.protocol.net.Transport;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The platform's web admin and API under host names of this edge, so that an operator opens no
/// port for it. No account owns it, so nothing it carries is reported as usage; passwords and
/// tokens go over it, so http is sent to https.
///
/// @param loops where its connections live
/// @param lookups waits for name servers
public record Site(
        Transport transport, EventLoopGroup loops, EventExecutor control, Executor lookups) {
    private static final UUID NOBODY = new UUID(0, 0);

    /// Serves the platform under the names that the settings give it, if any.
    ///
    /// @throws SSLException when the JVM has no usable trust store for a platform behind https
    public void open(PlatformSettings settings, TunnelRegistry registry) throws SSLException {
        if (settings.hosts().isEmpty()) {
            return;
        }
        var agent = new DirectAgent(settings.url(), tls(settings), this);
        var access = new Access(IpRules.EVERYBODY, null, true);
        var options =
                new TunnelOptions(
                        Set.of("http", "https"), access, Upstream.PLAIN, settings.url().toString());
        for (var host : settings.hosts()) {
            var identity =
                    new TunnelIdentity(
                            NOBODY, NOBODY, "platform", new Endpoint.HttpHost(host), List.of());
            registry.reserve(host, new Tunnel(identity, options, agent, control));
        }
    }

    private static @Nullable SslContext tls(PlatformSettings settings) throws SSLException {
        return "https".equals(settings.url().getScheme())
                ? SslContextBuilder.forClient().build()
                : null;
    }
}
