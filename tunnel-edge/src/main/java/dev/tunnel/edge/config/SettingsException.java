package dev.tunnel.edge.config;

import java.util.List;

/// The environment holds settings that cannot be used; each problem names its variable.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1;

    SettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
