package dev.tunnel.edge.agent;

import dev.tunnel.protocol.message.TunnelSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wish in the making.
final class Spec {
    private final String proto;
    private String key = "k";
    private List<String> schemes = List.of();
    private @Nullable String subdomain;
    private @Nullable String hostname;
    private @Nullable Integer remotePort;
    private String target = "t";
    private TunnelSpec.Access access = TunnelSpec.Access.OPEN;
    private TunnelSpec.Upstream upstream = TunnelSpec.Upstream.PLAIN;

    private Spec(String proto) {
        this.proto = proto;
    }

    static Spec of(String proto) {
        return new Spec(proto);
    }

    static Spec http() {
        return new Spec("http");
    }

    Spec key(String text) {
        key = text;
        return this;
    }

    Spec schemes(String... some) {
        schemes = List.of(some);
        return this;
    }

    Spec subdomain(String label) {
        subdomain = label;
        return this;
    }

    Spec hostname(String host) {
        hostname = host;
        return this;
    }

    Spec remotePort(int port) {
        remotePort = port;
        return this;
    }

    Spec target(String address) {
        target = address;
        return this;
    }

    Spec allow(String... networks) {
        access =
                new TunnelSpec.Access(
                        List.of(networks),
                        access.deny(),
                        access.basicAuth(),
                        access.redirectHttps());
        return this;
    }

    Spec deny(String... networks) {
        access =
                new TunnelSpec.Access(
                        access.allow(),
                        List.of(networks),
                        access.basicAuth(),
                        access.redirectHttps());
        return this;
    }

    Spec basicAuth(String credentials) {
        access =
                new TunnelSpec.Access(
                        access.allow(), access.deny(), credentials, access.redirectHttps());
        return this;
    }

    Spec redirectHttps() {
        access = new TunnelSpec.Access(access.allow(), access.deny(), access.basicAuth(), true);
        return this;
    }

    Spec hostHeader(String value) {
        upstream = new TunnelSpec.Upstream(value, upstream.proxyProtocol(), upstream.protocol());
        return this;
    }

    Spec proxyProtocol(String version) {
        upstream = new TunnelSpec.Upstream(upstream.hostHeader(), version, upstream.protocol());
        return this;
    }

    Spec protocol(String protocol) {
        upstream =
                new TunnelSpec.Upstream(upstream.hostHeader(), upstream.proxyProtocol(), protocol);
        return this;
    }

    TunnelSpec rewritingTo(String address) {
        return target(address).hostHeader("rewrite").build();
    }

    TunnelSpec build() {
        return new TunnelSpec(
                key, proto, schemes, subdomain, hostname, remotePort, target, access, upstream);
    }
}
