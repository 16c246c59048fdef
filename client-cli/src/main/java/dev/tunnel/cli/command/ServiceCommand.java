package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.service.Systemd;
import dev.tunnel.cli.service.SystemdUnit;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tunnel service install | uninstall | status`.
@Command(
        name = "service",
        header = "Runs tunnels of the configuration file as a service of systemd.",
        synopsisSubcommandLabel = "install | uninstall | status",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel service install            all tunnels, as your own service",
            "  tunnel service install web db     these two",
            "  sudo tunnel service install --system",
            "                                    from the machine's start on, as the user who asks",
            "  tunnel service status",
            "  tunnel service uninstall",
            "",
            "journalctl --user -u tunnel shows its log (without --user for a system unit). Your"
                    + " own",
            "service ends with your session unless you say: loginctl enable-linger"
        })
final class ServiceCommand implements Callable<Integer> {
    private final World world;
    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /// What `--json` shows.
    ///
    /// @param state as systemd says it: `active`, `failed`, …; empty below another root
    @Json
    record Facts(String unit, String file, boolean installed, String state) {}

    ServiceCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (spec != null && !help) {
            throw new ParameterException(spec.commandLine(), "install, uninstall or status?");
        }
        return ExitCode.OK.status();
    }

    @Command(name = "install", header = "Writes the unit, enables and starts it.")
    Integer install(
            @Parameters(
                            paramLabel = "NAME",
                            arity = "0..*",
                            description = "Tunnels of the file; all when left out.")
                    @Nullable List<String> names,
            @Mixin ServiceOptions options,
            @Mixin CommonOptions common) {
        SettingsLoader loader = new SettingsLoader(world.environment());
        ConfigFile file = loader.configFile(common.overrides());
        Settings settings = loader.load(common.overrides(), file);
        check(settings, names == null ? List.of() : names);
        Systemd systemd = options.systemd(world.environment());
        Path config = file.path().toAbsolutePath().normalize();
        List<String> command = new ArrayList<>(Program.command());
        command.add("start");
        command.addAll(names == null || names.isEmpty() ? List.of("--all") : names);
        command.addAll(
                List.of("--config", config.toString(), "--log", "stdout", "--log-format", "term"));
        String text = new SystemdUnit(command, options.runsAs(world.environment())).text();
        PrintStream out = world.console().out();
        if (systemd.isLive()) {
            systemd.ask("--version");
        }
        systemd.install(options.unit(), text);
        out.println("Unit       " + systemd.unitFile(options.unit()));
        if (systemd.isLive()) {
            demand(systemd, "daemon-reload");
            demand(systemd, "enable", options.unit());
            demand(systemd, "restart", options.unit());
            out.println("Started    tunnel service status says how it is");
        }
        return ExitCode.OK.status();
    }

    private static void check(Settings settings, List<String> names) {
        settings.requireAuthtoken();
        if (settings.tunnels().isEmpty()) {
            throw new ConfigException(
                    "%s defines no tunnels; tunnel start --help shows how"
                            .formatted(settings.configFile()));
        }
        for (String name : names) {
            if (!settings.tunnels().containsKey(name)) {
                throw new ConfigException(
                        "%s defines no tunnel \"%s\", but %s"
                                .formatted(
                                        settings.configFile(),
                                        name,
                                        String.join(", ", settings.tunnels().keySet())));
            }
        }
    }

    private static void demand(Systemd systemd, String... arguments) {
        Systemd.Answer answer = systemd.ask(arguments);
        if (answer.status() != 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "systemctl %s failed: %s"
                            .formatted(String.join(" ", arguments), answer.text()));
        }
    }

    @Command(name = "uninstall", header = "Stops the service and removes its unit.")
    Integer uninstall(@Mixin ServiceOptions options, @Mixin CommonOptions common) {
        Systemd systemd = options.systemd(world.environment());
        Path file = systemd.unitFile(options.unit());
        if (!systemd.isInstalled(options.unit())) {
            throw new CommandFailure(
                    ExitCode.FAILED, "no service is installed (%s)".formatted(file));
        }
        if (systemd.isLive()) {
            systemd.ask("disable", "--now", options.unit());
        }
        systemd.remove(options.unit());
        if (systemd.isLive()) {
            systemd.ask("daemon-reload");
        }
        world.console().out().println("Removed    " + file);
        return ExitCode.OK.status();
    }

    @Command(name = "status", header = "Says whether the service is there and runs.")
    Integer status(@Mixin ServiceOptions options, @Mixin CommonOptions common) {
        Systemd systemd = options.systemd(world.environment());
        boolean installed = systemd.isInstalled(options.unit());
        String state =
                installed && systemd.isLive()
                        ? systemd.ask("is-active", options.unit()).text()
                        : "";
        Path file = systemd.unitFile(options.unit());
        PrintStream out = world.console().out();
        if (common.json()) {
            Facts facts = new Facts(options.unit(), file.toString(), installed, state);
            out.println(Jsonb.builder().build().type(Facts.class).toJson(facts));
        } else {
            out.println("Unit       " + (installed ? file : "not installed"));
            if (!state.isEmpty()) {
                out.println("State      " + state);
            }
        }
        return (installed && (state.isEmpty() || state.equals("active"))
                        ? ExitCode.OK
                        : ExitCode.FAILED)
                .status();
    }
}
