package dev.tunnel.cli.config;

import java.util.List;

/// The agent's own loopback API and page.
///
/// @param listen where it listens; the next free port is taken when this one is in use
/// @param mask names of headers and fields that it never shows, besides the usual ones
public record InspectorSettings(boolean enabled, HostPort listen, List<String> mask) {

    public static final InspectorSettings DEFAULT =
            new InspectorSettings(true, new HostPort("127.0.0.1", 4040));

    public InspectorSettings {
        mask = List.copyOf(mask);
        if (!Loopback.isLoopback(listen.host())) {
            throw new ConfigException(
                    "inspector.listen %s: the inspector shows visitors' data and listens on loopback only, like 127.0.0.1:4040"
                            .formatted(listen));
        }
    }

    /// Masks what is masked anyhow.
    public InspectorSettings(boolean enabled, HostPort listen) {
        this(enabled, listen, List.of());
    }

    /// The same, switched off.
    InspectorSettings disabled() {
        return new InspectorSettings(false, listen, mask);
    }
}
