package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigFile;
import dev.tunnel.cli.config.Settings;
import dev.tunnel.cli.config.SettingsLoader;
import dev.tunnel.cli.doctor.Doctor;
import dev.tunnel.cli.doctor.Finding;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tunnel doctor`.
@Command(
        name = "doctor",
        header = "Finds out why a tunnel does not come about, step by step.",
        sortOptions = false,
        description = {
            "Looks at the configuration, the proxy, names, connections, TLS, the clock and the",
            "authtoken, and says of each that it is in order or what to do."
        },
        footer = {
            "",
            "Examples:",
            "  tunnel doctor",
            "  tunnel doctor --server https://tunnel.example.com",
            "  tunnel doctor --json | jq '.[] | select(.status == \"failed\")'",
            "",
            "Exit status 1 when something failed."
        })
final class DoctorCommand implements Callable<Integer> {
    private final World world;
    @Mixin private CommonOptions common = new CommonOptions();

    DoctorCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        SettingsLoader loader = new SettingsLoader(world.environment());
        ConfigFile file = loader.configFile(common.overrides());
        Settings settings = loader.load(common.overrides(), file);
        List<Finding> findings = new Doctor(settings, file, world.clock()).examine();
        PrintStream out = world.console().out();
        if (common.json()) {
            out.println(
                    Jsonb.builder()
                            .build()
                            .<List<Finding>>type(Types.listOf(Finding.class))
                            .toJson(findings));
        } else {
            findings.forEach(this::print);
        }
        boolean failed =
                findings.stream().anyMatch(finding -> finding.status() == Finding.Status.failed);
        return (failed ? ExitCode.FAILED : ExitCode.OK).status();
    }

    private void print(Finding finding) {
        PrintStream out = world.console().out();
        out.println(
                "%-8s %-16s %s"
                        .formatted(finding.status(), finding.check(), finding.detail())
                        .stripTrailing());
        if (!finding.advice().isEmpty()) {
            out.println(" ".repeat(26) + "→ " + finding.advice());
        }
    }
}
