package dev.tunnel.cli.command;

import dev.tunnel.cli.config.StateDirectory;
import dev.tunnel.cli.inspect.StatusResource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tunnel status`.
@Command(
        name = "status",
        header = "Shows what the agents running on this machine serve.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel status",
            "  tunnel status --json | jq -r '.tunnels[].urls[]'",
            "",
            "Exit status 1 when no agent runs."
        })
final class StatusCommand implements Callable<Integer> {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final World world;

    @Mixin private CommonOptions common = new CommonOptions();

    StatusCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        StateDirectory state =
                new StateDirectory(
                        world.environment().stateDirectory(), () -> UUID.randomUUID().toString());
        List<String> inspectors = state.runningInspectors();
        if (inspectors.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no agent is running");
        }
        AgentClient client = new AgentClient(TIMEOUT);
        for (String inspector : inspectors) {
            if (inspector.isEmpty()) {
                world.console().err().println("an agent runs without inspector");
            } else if (common.json()) {
                world.console().out().println(client.json(inspector));
            } else {
                print(inspector, client.status(inspector));
            }
        }
        return ExitCode.OK.status();
    }

    private void print(String inspector, StatusResource status) {
        PrintStream out = world.console().out();
        String account = status.account().isEmpty() ? "" : " as " + status.account();
        out.printf(
                "%s%s on %s, inspector %s%n", status.state(), account, status.server(), inspector);
        if (!status.detail().isEmpty()) {
            out.println("  " + status.detail());
        }
        for (StatusResource.Tunnel tunnel : status.tunnels()) {
            for (String url : tunnel.urls()) {
                out.printf(
                        Locale.ROOT,
                        "  %-16s %s → %s (%d open, %d total)%n",
                        tunnel.name(),
                        url,
                        tunnel.target(),
                        tunnel.connectionsOpen(),
                        tunnel.connections());
            }
        }
    }
}
