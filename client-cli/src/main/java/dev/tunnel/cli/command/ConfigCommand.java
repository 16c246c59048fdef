package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.FileConfig;
import dev.tunnel.cli.config.SettingsLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `tunnel config check | path`.
@Command(
        name = "config",
        header = "Checks the configuration file, or says where it is.",
        synopsisSubcommandLabel = "check | path")
final class ConfigCommand implements Runnable {

    private final World world;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    ConfigCommand(World world) {
        this.world = world;
    }

    @Override
    public void run() {
        if (spec != null && !help) {
            throw new ParameterException(spec.commandLine(), "check or path?");
        }
    }

    @Command(name = "check", header = "Reads the file and says what is wrong with it.")
    Integer check(@Mixin CommonOptions common) {
        ConfigFile file = new SettingsLoader(world.environment()).configFile(common.overrides());
        FileConfig config = file.read();
        long tunnels = config.tunnels().values().stream().mapToLong(tunnel -> tunnel.size()).sum();
        world.console()
                .out()
                .println(
                        file.exists()
                                ? "%s is valid: %s, %d tunnels"
                                        .formatted(
                                                file.path(),
                                                config.authtoken() == null
                                                        ? "no authtoken"
                                                        : "authtoken set",
                                                tunnels)
                                : "%s does not exist; the defaults apply".formatted(file.path()));
        return ExitCode.OK.status();
    }

    @Command(name = "path", header = "Says where the file is.")
    Integer path(@Mixin CommonOptions common) {
        ConfigFile file = new SettingsLoader(world.environment()).configFile(common.overrides());
        world.console().out().println(file.path());
        return ExitCode.OK.status();
    }
}
