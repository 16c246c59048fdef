package dev.tunnel.protocol.message;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a tunnel should be.
///
/// @param key what the agent calls the tunnel; with the agent's instance the key of affinity
/// @param proto `http`, `tcp` or `tls`
/// @param schemes for `http` which of `http` and `https` to serve
/// @param subdomain the label wanted; absent for any
/// @param hostname the full host name wanted, instead of a subdomain
/// @param remotePort the TCP port wanted; absent for any
/// @param target the local address, for people
/// @param access who may use it; absent for everybody
/// @param upstream how the local service is spoken to; absent for plainly
@Json
public record TunnelSpec(
        String key,
        String proto,
        List<String> schemes,
        @Nullable String subdomain,
        @Nullable String hostname,
        @Nullable Integer remotePort,
        String target,
        Access access,
        Upstream upstream) {
    public TunnelSpec {
        schemes = List.copyOf(schemes);
        access = access == null ? Access.OPEN : access;
        upstream = upstream == null ? Upstream.PLAIN : upstream;
    }

    /// Who may use a tunnel. Networks are addresses or CIDR blocks, IPv4 or IPv6.
    ///
    /// @param allow who may come; empty for everybody
    /// @param deny who may not, also among those allowed
    /// @param basicAuth `user:password` that visitors must give; `http` only
    /// @param redirectHttps whether visitors that come over http are sent to https; `http` only
    @Json
    public record Access(
            List<String> allow,
            List<String> deny,
            @Nullable String basicAuth,
            boolean redirectHttps) {
        /// Everybody.
        public static final Access OPEN = new Access(List.of(), List.of(), null, false);

        /// As many networks as `allow` and `deny` may each have.
        public static final int MOST_NETWORKS = 100;

        public Access {
            allow = allow == null ? List.of() : List.copyOf(allow);
            deny = deny == null ? List.of() : List.copyOf(deny);
        }

        @Override
        public String toString() {
            return "Access[allow=%s, deny=%s, redirectHttps=%s]"
                    .formatted(allow, deny, redirectHttps);
        }
    }

    /// How the local service is spoken to.
    ///
    /// @param hostHeader absent to keep the visitor's Host, `rewrite` for the target's, or a value;
    ///   `http` only
    /// @param proxyProtocol `v1` or `v2` to begin each connection with a PROXY protocol header
    /// @param protocol `http1` or `http2`; absent for `http1`; `http` only
    @Json
    public record Upstream(
            @Nullable String hostHeader,
            @Nullable String proxyProtocol,
            @Nullable String protocol) {
        /// The visitor's own Host, HTTP/1.1, no header in front.
        public static final Upstream PLAIN = new Upstream(null, null, null);
    }

    @Override
    public String toString() {
        return "TunnelSpec[key=%s, proto=%s, schemes=%s, subdomain=%s, hostname=%s, remotePort=%s, target=%s, access=%s, upstream=%s]"
                .formatted(
                        key,
                        proto,
                        schemes,
                        subdomain,
                        hostname,
                        remotePort,
                        target,
                        access,
                        upstream);
    }
}
