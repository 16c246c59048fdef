package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.config.TunnelDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tunnel start NAME… | --all`.
@Command(
        name = "start",
        header = "Starts tunnels of the configuration file, in one session.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel start web",
            "  tunnel start web db",
            "  tunnel start --all",
            "",
            "While the agent runs the file is read again when it changes: new tunnels are opened,",
            "tunnels that are gone or different are closed, all others stay as they are.",
            "",
            "In the configuration file (tunnel config path says where it is):",
            "  tunnels:",
            "    web:",
            "      proto: http",
            "      target: 8080",
            "      subdomain: shop",
            "    db:",
            "      proto: tcp",
            "      target: localhost:5432",
            "      remote_port: 20432"
        })
final class StartCommand implements Callable<Integer> {

    private final World world;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Names under tunnels in the file.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Every tunnel of the file.")
    private boolean all;

    @Mixin private RunOptions run = new RunOptions();
    @Mixin private CommonOptions common = new CommonOptions();

    StartCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Settings settings = load();
        Reload reload = new Reload(settings.configFile(), () -> still(load()));
        return new AgentRun(world).run(settings, run, chosen(settings), Optional.of(reload));
    }

    private Settings load() {
        return new SettingsLoader(world.environment()).load(common.overrides(run.noInspect()));
    }

    /// What is chosen of a file that has changed; a tunnel that it no longer defines is let go.
    private List<TunnelDefinition> still(Settings settings) {
        Map<String, List<TunnelDefinition>> defined = settings.tunnels();
        return (all ? defined.keySet().stream() : names.stream().distinct())
                .flatMap(name -> defined.getOrDefault(name, List.of()).stream())
                .toList();
    }

    private List<TunnelDefinition> chosen(Settings settings) {
        Map<String, List<TunnelDefinition>> defined = settings.tunnels();
        if (defined.isEmpty()) {
            throw new ConfigException(
                    "%s defines no tunnels; tunnel start --help shows how"
                            .formatted(settings.configFile()));
        }
        if (!all && names.isEmpty()) {
            throw new ConfigException(
                    "which tunnels? Name some of %s, or give --all"
                            .formatted(String.join(", ", defined.keySet())));
        }
        if (all && !names.isEmpty()) {
            throw new ConfigException("give names or --all, not both");
        }
        List<TunnelDefinition> chosen = new ArrayList<>();
        for (String name : all ? defined.keySet() : new LinkedHashSet<>(names)) {
            List<TunnelDefinition> tunnels = defined.get(name);
            if (tunnels == null) {
                throw new ConfigException(
                        "%s defines no tunnel \"%s\", but %s"
                                .formatted(
                                        settings.configFile(),
                                        name,
                                        String.join(", ", defined.keySet())));
            }
            chosen.addAll(tunnels);
        }
        return chosen;
    }
}
