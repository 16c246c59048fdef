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

/// `tunnel tcp TARGET`.
@Command(
        name = "tcp",
        header = "Gives a TCP service on this machine a public port.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel tcp 22                     a port of its own, the same one next time",
            "  tunnel tcp 22 --remote-port 20022",
            "  tunnel tcp db.lan:5432 --name database",
            "  tunnel tcp 22 --cidr-allow 203.0.113.0/24,2001:db8::/32",
            "                                    for visitors from these networks only",
            "  tunnel tcp unix:/run/app.sock"
        })
final class TcpCommand implements Callable<Integer> {

    private final World world;

    @Parameters(paramLabel = "TARGET", description = "Port, host:port or unix:/path.")
    private String target = "";

    @Option(names = "--remote-port", paramLabel = "PORT", description = "The public port wanted.")
    private @Nullable Integer remotePort;

    @Mixin private TunnelOptions options = new TunnelOptions();
    @Mixin private RunOptions run = new RunOptions();
    @Mixin private CommonOptions common = new CommonOptions();

    TcpCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Target local = Target.parse(target, Proto.TCP);
        TunnelDefinition tunnel =
                new TunnelDefinition(
                        options.name(Proto.TCP, local),
                        Proto.TCP,
                        local,
                        Endpoint.tcp(remotePort),
                        options.access(),
                        Upstream.withProxyProtocol(options.proxyProtocol()),
                        !run.noInspect());
        return new AgentRun(world).run(common, run, List.of(tunnel));
    }
}
