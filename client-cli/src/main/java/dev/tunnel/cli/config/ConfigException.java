package dev.tunnel.cli.config;

/// What the user asked for cannot be done as written: a flag, the environment or the configuration
/// file is wrong. The message is one or two lines for people and says what to do.
public final class ConfigException extends RuntimeException {

    private final boolean located;

    public ConfigException(String message) {
        this(message, false);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.located = false;
    }

    private ConfigException(String message, boolean located) {
        super(message);
        this.located = located;
    }

    /// An error in a file, with the line (from 1) that is to blame.
    static ConfigException at(String file, int line, String message) {
        return new ConfigException("%s line %d: %s".formatted(file, line, message), true);
    }

    /// True where the message names a file and a line already.
    boolean located() {
        return located;
    }
}
