package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.FileConfig;
import dev.tunnel.cli.config.SettingsLoader;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tunnel config check | path | edit | import FILE`.
@Command(
        name = "config",
        header = "Checks, edits or imports the configuration file, or says where it is.",
        synopsisSubcommandLabel = "check | path | edit | import FILE",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  tunnel config check",
            "  tunnel config edit                    in $VISUAL or $EDITOR, and checked afterwards",
            "  tunnel config import ~/.ngrok         a file of ngrok 1.x",
            "  tunnel config import ~/.ngrok --server https://tunnel.example.com",
            "  cat \"$(tunnel config path)\"",
            "",
            "A flag wins over the environment, that over the file."
        })
final class ConfigCommand implements Runnable {

    private final World world;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /// What `--json` shows.
    @Json
    record Facts(String file, boolean exists, boolean authtoken, int tunnels) {}

    ConfigCommand(World world) {
        this.world = world;
    }

    @Override
    public void run() {
        if (spec != null && !help) {
            throw new ParameterException(spec.commandLine(), "check, path, edit or import?");
        }
    }

    @Command(name = "check", header = "Reads the file and says what is wrong with it.")
    Integer check(@Mixin CommonOptions common) {
        report(new SettingsLoader(world.environment()).configFile(common.overrides()), common);
        return ExitCode.OK.status();
    }

    private void report(ConfigFile file, CommonOptions common) {
        FileConfig config = file.read();
        int tunnels = config.tunnels().values().stream().mapToInt(List::size).sum();
        boolean token = config.authtoken() != null;
        String text =
                "%s is valid: %s, %d tunnels"
                        .formatted(file.path(), token ? "authtoken set" : "no authtoken", tunnels);
        if (common.json()) {
            Facts facts = new Facts(file.path().toString(), file.exists(), token, tunnels);
            text = Jsonb.builder().build().type(Facts.class).toJson(facts);
        } else if (!file.exists()) {
            text = "%s does not exist; the defaults apply".formatted(file.path());
        }
        world.console().out().println(text);
    }

    @Command(name = "path", header = "Says where the file is.")
    Integer path(@Mixin CommonOptions common) {
        ConfigFile file = new SettingsLoader(world.environment()).configFile(common.overrides());
        world.console().out().println(file.path());
        return ExitCode.OK.status();
    }

    @Command(name = "edit", header = "Opens the file in $VISUAL or $EDITOR and checks it after.")
    Integer edit(@Mixin CommonOptions common) {
        ConfigFile file =
                new SettingsLoader(world.environment())
                        .configFile(common.overrides())
                        .mayBeMissing();
        new ConfigEditor(world.environment()).edit(file);
        report(file, common);
        return ExitCode.OK.status();
    }

    @Command(name = "import", header = "Makes the file from one of ngrok 1.x.")
    Integer importFile(
            @Parameters(paramLabel = "FILE", description = "Like ~/.ngrok.") String from,
            @Option(names = "--force", description = "Replace a file that is there.") boolean force,
            @Mixin CommonOptions common) {
        ConfigFile to =
                new SettingsLoader(world.environment())
                        .configFile(common.overrides())
                        .mayBeMissing();
        ConfigImport.Result result =
                new ConfigImport(world.environment())
                        .run(Path.of(from), to, force, common.overrides().server());
        result.notes().forEach(note -> world.console().err().println("note: " + note));
        report(to, common);
        return ExitCode.OK.status();
    }
}
