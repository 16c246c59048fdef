package dev.tunnel.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;

/// Any text is a configuration or a [ConfigException] that says where.
public final class ConfigFuzz {
    private ConfigFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var reader =
                new ConfigReader(
                        Path.of("tunnel.yml"), new Environment(Map.of("HOME", "/nowhere")));
        try {
            reader.read(new String(data, UTF_8));
        } catch (ConfigException e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new AssertionError("no message", e);
            }
        }
    }
}
