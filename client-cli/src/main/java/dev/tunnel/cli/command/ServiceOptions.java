package dev.tunnel.cli.command;

import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Environment;
import dev.tunnel.cli.service.Systemd;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which unit is meant.
final class ServiceOptions {

    @Option(
            names = "--system",
            description = "The whole machine's service rather than your own; takes root.")
    private boolean system;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Whom a system service runs as; who called sudo when left out.")
    private @Nullable String user;

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            defaultValue = "tunnel",
            description = "The unit's name (default: tunnel), for more than one.")
    private String unit = "tunnel";

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description =
                    "Write below this folder, as for an image that is being made, and start"
                            + " nothing.")
    private @Nullable Path root;

    String unit() {
        if (!unit.matches("[A-Za-z0-9][A-Za-z0-9:_.@-]{0,99}")) {
            throw new ConfigException("\"%s\" is not a unit's name".formatted(unit));
        }
        return unit;
    }

    Systemd systemd(Environment environment) {
        if (user != null && !system) {
            throw new ConfigException("--user belongs to --system: your own service runs as you");
        }
        Path below = root == null ? Path.of("/") : root.toAbsolutePath().normalize();
        return new Systemd(below, environment.home(), system);
    }

    /// @return empty for a service of the user's own
    String runsAs(Environment environment) {
        if (!system) {
            return "";
        }
        return user != null
                ? user
                : environment.get("SUDO_USER").orElseGet(() -> System.getProperty("user.name"));
    }
}
