package dev.tunnel.cli.command;

import dev.tunnel.cli.config.InstanceSlot;
import dev.tunnel.cli.config.LogSettings;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.config.StateDirectory;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.session.Outcome;
import dev.tunnel.cli.terminal.Log;
import dev.tunnel.cli.terminal.LogEntry;
import dev.tunnel.cli.terminal.LogWriter;
import dev.tunnel.cli.terminal.NettyLog;
import dev.tunnel.cli.terminal.RecentEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Runs tunnels until something ends them, and says why.
final class AgentRun {

    private final World world;

    AgentRun(World world) {
        this.world = world;
    }

    int run(CommonOptions common, RunOptions run, List<TunnelDefinition> tunnels) {
        Settings settings =
                new SettingsLoader(world.environment()).load(common.overrides(run.noInspect()));
        return run(settings, run, tunnels, Optional.empty());
    }

    /// @param reload where the tunnels come from, if that may change
    int run(
            Settings settings,
            RunOptions run,
            List<TunnelDefinition> tunnels,
            Optional<Reload> reload) {
        settings.requireAuthtoken();
        LogSettings logging = settings.log();
        RecentEntries recent = new RecentEntries();
        Optional<LogWriter> writer = world.console().logWriter(logging);
        List<Consumer<LogEntry>> sinks = new ArrayList<>(List.of(recent));
        writer.ifPresent(sinks::add);
        Log log = new Log(world.clock(), logging.level(), sinks);
        NettyLog.attach(log);
        StateDirectory state =
                new StateDirectory(
                        world.environment().stateDirectory(), () -> UUID.randomUUID().toString());
        try (InstanceSlot slot = state.takeSlot();
                Agent agent = new Agent(world, settings, slot, log, recent)) {
            reload.ifPresent(agent::follow);
            Outcome outcome = new StopSignal(agent, writer).await(tunnels, run.retry());
            ExitCode code = ExitCode.of(outcome);
            if (code != ExitCode.OK) {
                throw new CommandFailure(code, outcome.message());
            }
            return code.status();
        } finally {
            writer.ifPresent(LogWriter::close);
        }
    }
}
