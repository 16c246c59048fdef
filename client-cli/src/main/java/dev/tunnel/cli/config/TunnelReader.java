package dev.tunnel.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads one entry under `tunnels`.
///
/// Ours: `proto: http`, `target: 8080`. ngrok 1.x: `proto: {https: 8080, tcp: 22}`, which may
/// define two tunnels and takes the entry's name as the subdomain where none is given.
final class TunnelReader {

    private TunnelReader() {}

    static List<TunnelDefinition> read(String name, YamlMap entry) {
        List<TunnelDefinition> tunnels =
                entry.isMap("proto") ? ngrok1(name, entry) : List.of(ours(name, entry));
        entry.done();
        return tunnels;
    }

    private static TunnelDefinition ours(String name, YamlMap entry) {
        Proto proto = entry.scalar("proto", TunnelReader::proto);
        if (proto == null) {
            throw entry.error("proto", "missing; write proto: http or proto: tcp");
        }
        String key = entry.has("addr") ? "addr" : "target";
        Target target = entry.scalar(key, text -> Target.parse(text, proto));
        if (target == null) {
            throw entry.error("target", "missing; write for example target: 8080");
        }
        Boolean inspect = entry.bool("inspect");
        Boolean verifyTls = entry.bool("verify_tls");
        List<String> schemes = entry.scalar("scheme", TunnelDefinition::schemes);
        return new TunnelDefinition(
                name,
                proto,
                target,
                proto == Proto.TCP
                        ? List.of()
                        : Objects.requireNonNullElse(schemes, List.of("http", "https")),
                httpOnly(entry, "subdomain", proto),
                httpOnly(entry, "hostname", proto),
                remotePort(entry, proto),
                secret(httpOnly(entry, "basic_auth", proto)),
                TunnelDefinition.hostHeader(httpOnly(entry, "host_header", proto)),
                inspect == null || inspect,
                verifyTls == null || verifyTls);
    }

    private static Proto proto(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "https" -> Proto.HTTP;
            case "tcp" -> Proto.TCP;
            default -> throw new ConfigException("\"%s\" is neither http nor tcp".formatted(text));
        };
    }

    private static @Nullable String httpOnly(YamlMap entry, String key, Proto proto) {
        String value = entry.text(key);
        if (value != null && proto != Proto.HTTP) {
            throw entry.error(key, "a tcp tunnel has none");
        }
        return value;
    }

    private static @Nullable Integer remotePort(YamlMap entry, Proto proto) {
        Integer port = entry.port("remote_port");
        if (port != null && proto != Proto.TCP) {
            throw entry.error("remote_port", "only a tcp tunnel has one");
        }
        return port;
    }

    private static @Nullable Secret secret(@Nullable String value) {
        return value == null ? null : Secret.of(value);
    }

    private static List<TunnelDefinition> ngrok1(String name, YamlMap entry) {
        YamlMap proto = Objects.requireNonNull(entry.map("proto"));
        String http = proto.text("http");
        String https = proto.text("https");
        String tcp = proto.text("tcp");
        proto.done();
        if (http != null && https != null && !http.equals(https)) {
            throw entry.error(
                    "proto", "http and https lead to different targets; make them two tunnels");
        }
        String web = http != null ? http : https;
        String subdomain = entry.text("subdomain");
        String hostname = entry.text("hostname");
        Secret auth = secret(entry.text("auth"));
        Integer remotePort = entry.port("remote_port");
        List<TunnelDefinition> tunnels = new ArrayList<>();
        if (web != null) {
            boolean named = subdomain != null || hostname != null;
            tunnels.add(
                    new TunnelDefinition(
                            name,
                            Proto.HTTP,
                            proto.at(
                                    http != null ? "http" : "https", () -> target(web, Proto.HTTP)),
                            schemes(http, https),
                            named ? subdomain : name.contains(".") ? null : name,
                            named ? hostname : name.contains(".") ? name : null,
                            null,
                            auth,
                            null,
                            true,
                            true));
        }
        if (tcp != null) {
            tunnels.add(tcp(web == null ? name : name + "-tcp", proto, tcp, remotePort));
        }
        if (tunnels.isEmpty()) {
            throw entry.error("proto", "names none of http, https and tcp");
        }
        return tunnels;
    }

    private static TunnelDefinition tcp(
            String name, YamlMap proto, String tcp, @Nullable Integer remotePort) {
        return new TunnelDefinition(
                name,
                Proto.TCP,
                proto.at("tcp", () -> target(tcp, Proto.TCP)),
                List.of(),
                null,
                null,
                remotePort,
                null,
                null,
                true,
                true);
    }

    private static Target target(String text, Proto proto) {
        return Target.parse(text, proto);
    }

    private static List<String> schemes(@Nullable String http, @Nullable String https) {
        if (http != null && https != null) {
            return List.of("http", "https");
        }
        return List.of(http != null ? "http" : "https");
    }
}
