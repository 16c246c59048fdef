package dev.tunnel.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Reads one entry under `tunnels`: `proto: http`, `target: 8080`, or what ngrok 1.x wrote there
/// ([Ngrok1Reader]).
final class TunnelReader {

    private static final Set<Proto> HTTP = Set.of(Proto.HTTP);
    private static final Set<Proto> NAMED = Set.of(Proto.HTTP, Proto.TLS);

    private final YamlMap entry;
    private final Proto proto;
    private final NearFiles files;

    private TunnelReader(YamlMap entry, Proto proto, NearFiles files) {
        this.files = files;
        this.entry = entry;
        this.proto = proto;
    }

    static List<TunnelDefinition> read(String name, YamlMap entry, NearFiles files) {
        List<TunnelDefinition> tunnels =
                entry.isMap("proto")
                        ? Ngrok1Reader.read(name, entry)
                        : List.of(ours(name, entry, files));
        entry.done();
        return tunnels;
    }

    private static TunnelDefinition ours(String name, YamlMap entry, NearFiles files) {
        Proto proto = entry.scalar("proto", TunnelReader::proto);
        if (proto == null) {
            throw entry.error("proto", "missing; write proto: http, proto: tcp or proto: tls");
        }
        return new TunnelReader(entry, proto, files).read(name);
    }

    private static Proto proto(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "http", "https" -> Proto.HTTP;
            case "tcp" -> Proto.TCP;
            case "tls" -> Proto.TLS;
            default ->
                    throw new ConfigException(
                            "\"%s\" is none of http, tcp and tls".formatted(text));
        };
    }

    private TunnelDefinition read(String name) {
        String key = entry.has("addr") ? "addr" : "target";
        Target target = entry.scalar(key, text -> Target.parse(text, proto));
        if (target == null) {
            throw entry.error("target", "missing; write for example target: 8080");
        }
        Boolean inspect = entry.bool("inspect");
        return new TunnelDefinition(
                name, proto, target, endpoint(), access(), upstream(), inspect == null || inspect);
    }

    private Endpoint endpoint() {
        List<String> schemes = of(HTTP, "scheme").scalar("scheme", Endpoint::schemes);
        Integer port = entry.port("remote_port");
        if (port != null && proto != Proto.TCP) {
            throw entry.error("remote_port", "only a tcp tunnel has one");
        }
        return new Endpoint(
                proto == Proto.HTTP
                        ? Objects.requireNonNullElse(schemes, List.of("http", "https"))
                        : List.of(),
                of(NAMED, "subdomain").text("subdomain"),
                of(NAMED, "hostname").text("hostname"),
                port);
    }

    private Access access() {
        return new Access(
                entry.list("cidr_allow", Access::network),
                entry.list("cidr_deny", Access::network),
                of(HTTP, "basic_auth").scalar("basic_auth", Secret::of),
                Boolean.TRUE.equals(of(HTTP, "redirect_https").bool("redirect_https")));
    }

    private Upstream upstream() {
        return new Upstream(
                Upstream.hostHeader(of(HTTP, "host_header").text("host_header")),
                entry.scalar("proxy_protocol", Upstream::proxyProtocol),
                of(HTTP, "upstream_protocol").scalar("upstream_protocol", Upstream::protocol),
                tls());
    }

    private TargetTls tls() {
        Boolean verify = of(HTTP, "verify_tls").bool("verify_tls");
        PrivateCa ca = of(HTTP, "target_ca").scalar("target_ca", files::ca);
        String serverName = of(HTTP, "target_name").text("target_name");
        return entry.at(
                "target_name", () -> new TargetTls(verify == null || verify, ca, serverName));
    }

    /// The entry, after a check that `key` is not given where a tunnel of this kind has none.
    private YamlMap of(Set<Proto> kinds, String key) {
        if (!kinds.contains(proto) && entry.has(key)) {
            throw entry.error(key, "a %s tunnel has none".formatted(proto.wire()));
        }
        return entry;
    }
}
