package dev.tunnel.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads an entry of an ngrok 1.x file: `proto: {https: 8080, tcp: 22}`. It may define two tunnels
/// and takes the entry's name as the subdomain where none is given.
final class Ngrok1Reader {

    private Ngrok1Reader() {}

    static List<TunnelDefinition> read(String name, YamlMap entry) {
        YamlMap proto = Objects.requireNonNull(entry.map("proto"));
        String http = proto.text("http");
        String https = proto.text("https");
        String tcp = proto.text("tcp");
        proto.done();
        if (http != null && https != null && !http.equals(https)) {
            throw entry.error(
                    "proto", "http and https lead to different targets; make them two tunnels");
        }
        Endpoint endpoint = endpoint(name, entry, schemes(http, https));
        Access access = Access.ofPassword(entry.scalar("auth", Secret::of));
        Integer remotePort = entry.port("remote_port");
        List<TunnelDefinition> tunnels = new ArrayList<>();
        String web = http != null ? http : https;
        if (web != null) {
            String key = http != null ? "http" : "https";
            Target target = proto.at(key, () -> Target.parse(web, Proto.HTTP));
            tunnels.add(tunnel(name, Proto.HTTP, target, endpoint, access));
        }
        if (tcp != null) {
            Target target = proto.at("tcp", () -> Target.parse(tcp, Proto.TCP));
            String itsName = web == null ? name : name + "-tcp";
            tunnels.add(tunnel(itsName, Proto.TCP, target, Endpoint.tcp(remotePort), Access.OPEN));
        }
        if (tunnels.isEmpty()) {
            throw entry.error("proto", "names none of http, https and tcp");
        }
        return tunnels;
    }

    private static Endpoint endpoint(String name, YamlMap entry, List<String> schemes) {
        String subdomain = entry.text("subdomain");
        String hostname = entry.text("hostname");
        if (subdomain != null || hostname != null) {
            return Endpoint.http(schemes, subdomain, hostname);
        }
        boolean full = name.contains(".");
        return Endpoint.http(schemes, full ? null : name, full ? name : null);
    }

    private static TunnelDefinition tunnel(
            String name, Proto proto, Target target, Endpoint endpoint, Access access) {
        return new TunnelDefinition(name, proto, target, endpoint, access, Upstream.PLAIN, true);
    }

    private static List<String> schemes(@Nullable String http, @Nullable String https) {
        if (http != null && https != null) {
            return List.of("http", "https");
        }
        return List.of(http != null ? "http" : "https");
    }
}
