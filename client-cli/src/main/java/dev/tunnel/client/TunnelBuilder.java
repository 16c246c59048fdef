package dev.tunnel.client;

import dev.tunnel.cli.config.Access;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.config.Overrides;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import dev.tunnel.client.TunnelException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a tunnel is to be. What is not said comes from the environment and the configuration file,
/// as on the command line. Not for several threads.
public final class TunnelBuilder {
    private final Proto proto;
    private final String target;
    private @Nullable String server;
    private @Nullable String authtoken;
    private @Nullable String subdomain;
    private @Nullable String hostname;
    private @Nullable Integer remotePort;
    private @Nullable String basicAuth;
    private Duration patience = Duration.ofSeconds(30);

    TunnelBuilder(Proto proto, String target) {
        this.proto = proto;
        this.target = target;
    }

    /// The platform, like `https://tunnel.example.com`.
    public TunnelBuilder server(String url) {
        server = url;
        return this;
    }

    public TunnelBuilder authtoken(String token) {
        authtoken = token;
        return this;
    }

    /// The name wanted below the server's domain.
    public TunnelBuilder subdomain(String name) {
        subdomain = name;
        return this;
    }

    /// The full host name wanted.
    public TunnelBuilder hostname(String host) {
        hostname = host;
        return this;
    }

    /// The public port wanted, of a TCP tunnel.
    public TunnelBuilder remotePort(int port) {
        remotePort = port;
        return this;
    }

    /// What visitors must give.
    public TunnelBuilder basicAuth(String user, String password) {
        basicAuth = user + ":" + password;
        return this;
    }

    /// How long [#open()] waits; half a minute when nothing is said.
    public TunnelBuilder patience(Duration atMost) {
        patience = atMost;
        return this;
    }

    /// Connects, and waits until visitors can come.
    ///
    /// @throws TunnelException when that does not come about
    /// @throws InterruptedException when the thread is interrupted; nothing is left open
    public Tunnel open() throws TunnelException, InterruptedException {
        try {
            Settings settings =
                    new SettingsLoader(Environment.ofProcess())
                            .load(
                                    new Overrides(
                                            null,
                                            server,
                                            authtoken == null ? null : Secret.of(authtoken),
                                            null,
                                            null,
                                            null,
                                            null,
                                            true));
            return new Opening(settings, definition(), UUID.randomUUID().toString()).open(patience);
        } catch (ConfigException e) {
            throw new TunnelException(Reason.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private TunnelDefinition definition() {
        Target local = Target.parse(target, proto);
        Endpoint endpoint =
                switch (proto) {
                    case HTTP -> Endpoint.http(List.of("http", "https"), subdomain, hostname);
                    case TLS -> Endpoint.tls(subdomain, hostname);
                    case TCP -> Endpoint.tcp(remotePort);
                };
        return new TunnelDefinition(
                TunnelDefinition.defaultName(proto, local),
                proto,
                local,
                endpoint,
                Access.ofPassword(basicAuth == null ? null : Secret.of(basicAuth)),
                Upstream.PLAIN,
                false);
    }
}
