package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts flags, environment, file and defaults together, in that order of precedence.
public final class SettingsLoader {

    private final Environment environment;

    public SettingsLoader(Environment environment) {
        this.environment = environment;
    }

    /// The configuration file that `overrides` or the environment names, or the usual one.
    public ConfigFile configFile(Overrides overrides) {
        Optional<Path> named =
                Optional.ofNullable(overrides.config())
                        .or(() -> environment.get("TUNNEL_CONFIG").map(environment::expand));
        return new ConfigFile(
                named.orElseGet(environment::defaultConfigFile), named.isPresent(), environment);
    }

    public Settings load(Overrides overrides) {
        return load(overrides, configFile(overrides));
    }

    /// The settings with a file chosen by the caller.
    ///
    /// @param file read instead of the one that `overrides` names
    public Settings load(Overrides overrides, ConfigFile file) {
        FileConfig config = file.read();
        ServerUrl server = server(overrides, config);
        // An address and a CA belong to the server that the file names, not to another one.
        boolean ofFile = Objects.equals(server, serverOf(config));
        return new Settings(
                server,
                ofFile ? config.agentAddress() : null,
                authtoken(overrides, config),
                apiKey(overrides, config),
                ofFile ? config.ca() : null,
                Proxies.of(environment, config.proxy()),
                inspector(overrides, config),
                log(overrides, config),
                config.tunnels(),
                file.path());
    }

    private @Nullable ServerUrl server(Overrides overrides, FileConfig config) {
        if (overrides.server() != null) {
            return ServerUrl.parse(overrides.server());
        }
        Optional<String> variable = environment.get("TUNNEL_SERVER");
        return variable.isPresent() ? ServerUrl.parse(variable.get()) : serverOf(config);
    }

    /// A file that names only an agent address has no platform; one that names neither has the
    /// default.
    private static @Nullable ServerUrl serverOf(FileConfig config) {
        if (config.server() != null || config.agentAddress() != null) {
            return config.server();
        }
        return ServerUrl.DEFAULT;
    }

    private @Nullable Secret apiKey(Overrides overrides, FileConfig config) {
        if (overrides.apiKey() != null) {
            return overrides.apiKey();
        }
        return environment
                .get("TUNNEL_API_KEY")
                .map(String::strip)
                .map(Secret::of)
                .orElse(config.apiKey());
    }

    private @Nullable Secret authtoken(Overrides overrides, FileConfig config) {
        if (overrides.authtoken() != null) {
            return overrides.authtoken();
        }
        return environment
                .get("TUNNEL_AUTHTOKEN")
                .map(String::strip)
                .map(Secret::of)
                .orElse(config.authtoken());
    }

    private static InspectorSettings inspector(Overrides overrides, FileConfig config) {
        InspectorSettings inspector = config.inspector();
        return overrides.noInspect() ? inspector.disabled() : inspector;
    }

    private static LogSettings log(Overrides overrides, FileConfig config) {
        LogSettings log = config.log();
        return new LogSettings(
                overrides.log() != null ? overrides.log() : log.destination(),
                overrides.logFormat() != null ? overrides.logFormat() : log.format(),
                overrides.logLevel() != null ? overrides.logLevel() : log.level());
    }
}
