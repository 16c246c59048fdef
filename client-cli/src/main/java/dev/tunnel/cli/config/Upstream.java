package dev.tunnel.cli.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the local service is spoken to.
///
/// @param hostHeader `rewrite`, a value, or absent to pass the visitor's on
/// @param proxyProtocol `v1` or `v2`: the header that each connection to it begins with; absent for
///   none
/// @param protocol `http1` or `http2`; absent for `http1`
/// @param tls how an `https://` target is verified
public record Upstream(
        @Nullable String hostHeader,
        @Nullable String proxyProtocol,
        @Nullable String protocol,
        TargetTls tls) {

    /// The visitor's own Host, HTTP/1.1, no header in front, a certificate that holds.
    public static final Upstream PLAIN = new Upstream(null, null, null, TargetTls.VERIFIED);

    /// With a PROXY protocol header of this version in front, or none.
    public static Upstream withProxyProtocol(@Nullable String version) {
        return new Upstream(null, version, null, TargetTls.VERIFIED);
    }

    /// What `--host-header` or the key `host_header` stands for; absent means the visitor's own.
    public static @Nullable String hostHeader(@Nullable String value) {
        return value == null || value.equalsIgnoreCase("preserve") ? null : value;
    }

    /// Reads `--proxy-protocol` or the key `proxy_protocol`.
    public static String proxyProtocol(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "v1", "1" -> "v1";
            case "v2", "2" -> "v2";
            default ->
                    throw new ConfigException(
                            "PROXY protocol \"%s\" is neither v1 nor v2".formatted(value));
        };
    }

    /// Reads `--upstream-protocol` or the key `upstream_protocol`.
    public static String protocol(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "http1" -> "http1";
            case "http2" -> "http2";
            default ->
                    throw new ConfigException(
                            "upstream protocol \"%s\" is neither http1 nor http2".formatted(value));
        };
    }
}
