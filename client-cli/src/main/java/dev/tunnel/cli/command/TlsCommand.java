package dev.tunnel.cli.command;

import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tunnel tls TARGET`.
@Command(
        name = "tls",
        header = "Gives a TLS service on this machine a public name; its TLS is not touched.",
        sortOptions = false,
        footer = {
            "",
            "The service itself has the certificate; visitors are told apart by the server name",
            "that they ask for (SNI).",
            "",
            "Examples:",
            "  tunnel tls 8443                   a name of its own, the same one next time",
            "  tunnel tls 8443 --subdomain mail  mail.<the server's domain>",
            "  tunnel tls mail.lan:993 --hostname mail.example.com"
        })
final class TlsCommand implements Callable<Integer> {

    private final World world;

    @Parameters(paramLabel = "TARGET", description = "Port, host:port or unix:/path.")
    private String target = "";

    @Mixin private NameOptions named = new NameOptions();
    @Mixin private TunnelOptions options = new TunnelOptions();
    @Mixin private RunOptions run = new RunOptions();
    @Mixin private CommonOptions common = new CommonOptions();

    TlsCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Target local = Target.parse(target, Proto.TLS);
        TunnelDefinition tunnel =
                new TunnelDefinition(
                        options.name(Proto.TLS, local),
                        Proto.TLS,
                        local,
                        Endpoint.tls(named.subdomain(), named.hostname()),
                        options.access(),
                        Upstream.withProxyProtocol(options.proxyProtocol()),
                        !run.noInspect());
        return new AgentRun(world).run(common, run, List.of(tunnel));
    }
}
