package dev.tunnel.cli.config;

/// A value that must never be shown. [#toString()] hides it, so that a record which holds one may
/// be logged.
public record Secret(String value) {

    public static Secret of(String value) {
        return new Secret(value);
    }

    @Override
    public String toString() {
        return "***";
    }
}
