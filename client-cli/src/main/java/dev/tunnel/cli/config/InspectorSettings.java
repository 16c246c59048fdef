package dev.tunnel.cli.config;

/// The agent's own loopback API and page.
///
/// @param listen where it listens; the next free port is taken when this one is in use
public record InspectorSettings(boolean enabled, HostPort listen) {

    public static final InspectorSettings DEFAULT =
            new InspectorSettings(true, new HostPort("127.0.0.1", 4040));

    public InspectorSettings {
        if (!Loopback.isLoopback(listen.host())) {
            throw new ConfigException(
                    "inspector.listen %s: the inspector shows visitors' data and listens on loopback only, like 127.0.0.1:4040"
                            .formatted(listen));
        }
    }
}
