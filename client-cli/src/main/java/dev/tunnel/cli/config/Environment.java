package dev.tunnel.cli.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The process's environment variables; an empty variable counts as unset.
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// The configuration file unless one is named: `$XDG_CONFIG_HOME/tunnel/tunnel.yml`.
    public Path defaultConfigFile() {
        return xdg("XDG_CONFIG_HOME", ".config").resolve("tunnel").resolve("tunnel.yml");
    }

    /// Where the agent keeps what it must remember: `$XDG_STATE_HOME/tunnel`.
    public Path stateDirectory() {
        return xdg("XDG_STATE_HOME", ".local/state").resolve("tunnel");
    }

    /// XDG says that a relative value is to be ignored.
    private Path xdg(String variable, String belowHome) {
        return get(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> home().resolve(belowHome));
    }

    /// The user's home directory.
    public Path home() {
        return Path.of(get("HOME").orElseGet(() -> System.getProperty("user.home")));
    }

    /// `~/` at the start of a path stands for the home directory.
    public Path expand(String path) {
        return path.startsWith("~/")
                ? home().resolve(FilePath.of(path.substring(2)))
                : FilePath.of(path);
    }
}
