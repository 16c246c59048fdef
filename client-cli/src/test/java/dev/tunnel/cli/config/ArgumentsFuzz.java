package dev.tunnel.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;

/// Any argument is taken or refused by a [ConfigException].
public final class ArgumentsFuzz {
    private ArgumentsFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        var text = new String(data, UTF_8);
        for (var proto : Proto.values()) {
            refusable(text, one -> Target.parse(one, proto));
        }
        refusable(text, one -> HostPort.parse(one, 443));
        refusable(text, ServerUrl::parse);
        refusable(text, LogSettings.Destination::parse);
        refusable(text, LogSettings.Level::parse);
    }

    private static void refusable(String text, Consumer<String> parser) {
        try {
            parser.accept(text);
        } catch (ConfigException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("no message", e);
            }
        }
    }
}
