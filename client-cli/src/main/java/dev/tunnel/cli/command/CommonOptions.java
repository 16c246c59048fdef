package dev.tunnel.cli.command;

import dev.tunnel.cli.config.LogSettings.Destination;
import dev.tunnel.cli.config.LogSettings.Format;
import dev.tunnel.cli.config.LogSettings.Level;
import dev.tunnel.cli.config.Overrides;
import dev.tunnel.cli.config.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every verb takes. A flag wins over the environment, that over the file.
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file (env TUNNEL_CONFIG; default: see tunnel config path).")
    private @Nullable Path config;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The platform, like https://tunnel.example.com (env TUNNEL_SERVER).")
    private @Nullable String server;

    @Option(
            names = "--authtoken",
            paramLabel = "TOKEN",
            description =
                    "Authtoken for this run (env TUNNEL_AUTHTOKEN, which other users cannot see).")
    private @Nullable String authtoken;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "API key for reserve, reserved and release (env TUNNEL_API_KEY).")
    private @Nullable String apiKey;

    @Option(names = "--log", paramLabel = "WHERE", description = "stdout, stderr, none or a file.")
    private @Nullable String log;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "term, logfmt or json.")
    private @Nullable String logFormat;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "debug, info, warn or error.")
    private @Nullable String logLevel;

    @Option(names = "--json", description = "Output for programs.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /// Picocli shows the help by itself; this only tells whether it was asked for.
    boolean help() {
        return help;
    }

    boolean json() {
        return json;
    }

    Overrides overrides() {
        return overrides(false);
    }

    Overrides overrides(boolean noInspect) {
        Format format = logFormat == null ? null : Format.parse(logFormat);
        return new Overrides(
                config,
                server,
                authtoken == null ? null : Secret.of(authtoken),
                apiKey == null ? null : Secret.of(apiKey),
                log == null ? null : Destination.parse(log),
                format == null && json ? Format.JSON : format,
                logLevel == null ? null : Level.parse(logLevel),
                noInspect);
    }
}
