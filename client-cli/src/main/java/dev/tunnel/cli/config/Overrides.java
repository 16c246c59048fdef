package dev.tunnel.cli.config;

import dev.tunnel.cli.config.LogSettings.Destination;
import dev.tunnel.cli.config.LogSettings.Format;
import dev.tunnel.cli.config.LogSettings.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the command line says; absent where it is silent.
public record Overrides(
        @Nullable Path config,
        @Nullable String server,
        @Nullable Secret authtoken,
        @Nullable Secret apiKey,
        @Nullable Destination log,
        @Nullable Format logFormat,
        @Nullable Level logLevel,
        boolean noInspect) {

    public static final Overrides NONE =
            new Overrides(null, null, null, null, null, null, null, false);
}
