package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tunnel http TARGET`.
@Command(
        name = "http",
        header = "Gives a web server on this machine a public URL.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel http 8080                    a URL of its own, the same one next time",
            "  tunnel http 8080 --subdomain shop   https://shop.<the server's domain>",
            "  tunnel http 192.168.1.20:80         a service on another machine",
            "  tunnel http https://localhost:8443 --insecure",
            "                                      TLS to a service with a self-made certificate",
            "  tunnel http https://10.0.0.5 --target-ca ca.pem --target-name app.internal",
            "                                      … or one of your own CA, under another name",
            "  tunnel http unix:/run/app.sock",
            "  tunnel http file:///srv/site        the files of a folder",
            "  tunnel http 8080 --basic-auth ada:secret",
            "                                      visitors must give a name and a password",
            "  tunnel http 8080 --cidr-allow 203.0.113.0/24 --redirect-https",
            "                                      visitors from one network, over https only",
            "  tunnel http 8080 --host-header rewrite",
            "                                      for a server that insists on its own name"
        })
final class HttpCommand implements Callable<Integer> {

    private final World world;

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "Port, host:port, http://host:port, https://host:port, unix:/path or"
                            + " file:///path.")
    private String target = "";

    @Mixin private NameOptions named = new NameOptions();

    @Option(
            names = "--basic-auth",
            paramLabel = "USER:PASSWORD",
            description = "What visitors must give (env TUNNEL_BASIC_AUTH).")
    private @Nullable String basicAuth;

    @Option(
            names = "--host-header",
            paramLabel = "VALUE",
            description =
                    "The Host that the service sees: preserve (as the visitor sent it), rewrite"
                            + " (its own), or a value.")
    private @Nullable String hostHeader;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            defaultValue = "both",
            description = "What visitors may use: http, https or both (default).")
    private String scheme = "both";

    @Option(names = "--redirect-https", description = "Send visitors that come over http to https.")
    private boolean redirectHttps;

    @Option(
            names = "--upstream-protocol",
            paramLabel = "PROTOCOL",
            description = "What the service speaks: http1 (default) or http2, as for gRPC.")
    private @Nullable String upstreamProtocol;

    @Mixin private TargetTlsOptions tls = new TargetTlsOptions();

    @Mixin private TunnelOptions options = new TunnelOptions();
    @Mixin private RunOptions run = new RunOptions();
    @Mixin private CommonOptions common = new CommonOptions();

    HttpCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Target local = Target.parse(target, Proto.HTTP);
        TunnelDefinition tunnel =
                new TunnelDefinition(
                        options.name(Proto.HTTP, local),
                        Proto.HTTP,
                        local,
                        Endpoint.http(
                                Endpoint.schemes(scheme), named.subdomain(), named.hostname()),
                        options.access(password(), redirectHttps),
                        upstream(),
                        !run.noInspect());
        return new AgentRun(world).run(common, run, List.of(tunnel));
    }

    /// From the command line, or from the environment, where other users cannot see it.
    private @Nullable String password() {
        return basicAuth != null
                ? basicAuth
                : world.environment().get("TUNNEL_BASIC_AUTH").orElse(null);
    }

    private Upstream upstream() {
        return new Upstream(
                Upstream.hostHeader(hostHeader),
                options.proxyProtocol(),
                upstreamProtocol == null ? null : Upstream.protocol(upstreamProtocol),
                tls.toTls());
    }
}
