package dev.tunnel.cli.config;

import dev.tunnel.cli.config.LogSettings.Destination;
import dev.tunnel.cli.config.LogSettings.Format;
import dev.tunnel.cli.config.LogSettings.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads `tunnel.yml`, in our own keys or in those of ngrok 1.x.
final class ConfigReader {

    private static final int DEFAULT_AGENT_PORT = 4443;

    private final Path path;
    private final NearFiles files;

    ConfigReader(Path path, Environment environment) {
        this.path = path;
        this.files = new NearFiles(path, environment);
    }

    FileConfig read(String text) {
        YamlMap root = YamlDocument.root(text, path.toString());
        FileConfig config =
                new FileConfig(
                        root.scalar("server", ServerUrl::parse),
                        agentAddress(root),
                        authtoken(root),
                        root.scalar("api_key", Secret::of),
                        ca(root),
                        proxy(root),
                        inspector(root),
                        log(root),
                        tunnels(root.map("tunnels")),
                        path);
        root.done();
        return config;
    }

    private static @Nullable HostPort agentAddress(YamlMap root) {
        return either(
                root,
                root.scalar("agent_address", text -> HostPort.parse(text, DEFAULT_AGENT_PORT)),
                "server_addr",
                root.scalar("server_addr", text -> HostPort.parse(text, DEFAULT_AGENT_PORT)));
    }

    private static @Nullable Secret authtoken(YamlMap root) {
        return either(
                root,
                root.scalar("authtoken", Secret::of),
                "auth_token",
                root.scalar("auth_token", Secret::of));
    }

    private static <T> @Nullable T either(
            YamlMap root, @Nullable T ours, String legacyKey, @Nullable T legacy) {
        if (ours != null && legacy != null) {
            throw root.error(legacyKey, "its newer name is given too; keep one of them");
        }
        return ours != null ? ours : legacy;
    }

    private @Nullable PrivateCa ca(YamlMap root) {
        boolean systemRoots = Boolean.TRUE.equals(root.bool("trust_host_root_certs"));
        String text = root.text("ca");
        if (text == null || systemRoots) {
            return null;
        }
        return root.at("ca", () -> files.ca(text));
    }

    private static InspectorSettings inspector(YamlMap root) {
        InspectorSettings standard = InspectorSettings.DEFAULT;
        String legacy = root.text("inspect_addr");
        YamlMap inspector = root.map("inspector");
        if (inspector == null) {
            if (legacy == null) {
                return standard;
            }
            return root.at(
                    "inspect_addr",
                    () ->
                            legacy.equals("disabled")
                                    ? standard.disabled()
                                    : new InspectorSettings(true, listen(legacy)));
        }
        HostPort listen = inspector.scalar("listen", ConfigReader::listen);
        Boolean enabled = inspector.bool("enabled");
        List<String> mask = inspector.list("mask", String::strip);
        inspector.done();
        return root.at(
                "inspector",
                () ->
                        new InspectorSettings(
                                enabled == null || enabled,
                                listen == null ? standard.listen() : listen,
                                mask));
    }

    private static HostPort listen(String text) {
        int defaultPort = InspectorSettings.DEFAULT.listen().port();
        return text.matches(":?[0-9]+")
                ? new HostPort("127.0.0.1", HostPort.parsePort(text.replace(":", "")))
                : HostPort.parse(text, defaultPort);
    }

    private LogSettings log(YamlMap root) {
        LogSettings standard = LogSettings.DEFAULT;
        if (!root.isMap("log")) {
            Destination destination = root.scalar("log", Destination::parse);
            return new LogSettings(destination, null, standard.level());
        }
        YamlMap log = Objects.requireNonNull(root.map("log"));
        Destination destination = log.scalar("to", Destination::parse);
        Format format = log.scalar("format", Format::parse);
        Level level = log.scalar("level", Level::parse);
        log.done();
        return new LogSettings(destination, format, level == null ? standard.level() : level);
    }

    private Map<String, List<TunnelDefinition>> tunnels(@Nullable YamlMap group) {
        Map<String, List<TunnelDefinition>> tunnels = new LinkedHashMap<>();
        if (group == null) {
            return tunnels;
        }
        for (String name : group.keys()) {
            YamlMap tunnel = group.map(name);
            if (tunnel == null) {
                throw group.error(name, "the tunnel is empty; it needs proto and target");
            }
            tunnels.put(name, group.at(name, () -> TunnelReader.read(name, tunnel, files)));
        }
        return tunnels;
    }

    private static @Nullable ProxyUrl proxy(YamlMap root) {
        return either(
                root,
                root.scalar("proxy_url", ProxyUrl::parse),
                "http_proxy",
                root.scalar("http_proxy", ProxyUrl::parse));
    }
}
