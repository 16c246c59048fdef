package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.config.Access;
import dev.tunnel.cli.config.ConfigException;
import dev.tunnel.cli.config.Endpoint;
import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.Proto;
import dev.tunnel.cli.config.Secret;
import dev.tunnel.cli.config.Target;
import dev.tunnel.cli.config.TargetTls;
import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.config.Upstream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what `POST /api/tunnels` says, in the words of ngrok 2 and 3.
final class TunnelWish {

    private final Map<String, Object> fields;

    private TunnelWish(Map<String, Object> fields) {
        this.fields = fields;
    }

    /// @throws ConfigException with a line that says what is wrong
    static TunnelDefinition read(Map<String, Object> fields) {
        return new TunnelWish(fields).definition();
    }

    private TunnelDefinition definition() {
        Proto proto = proto();
        Target target = Target.parse(required("addr"), proto);
        String name = text("name");
        Object inspect = fields.get("inspect");
        return new TunnelDefinition(
                name == null ? TunnelDefinition.defaultName(proto, target) : named(name),
                proto,
                target,
                endpoint(proto),
                Access.ofPassword(password()),
                upstream(proto),
                inspect == null || isTrue(inspect));
    }

    /// Wrappers name their tunnels after whole addresses: what a name of ours may not have becomes
    /// a dash.
    private static String named(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return clean.substring(0, Math.min(clean.length(), 64));
    }

    private Proto proto() {
        String proto = Objects.requireNonNullElse(text("proto"), "http");
        return switch (proto.toLowerCase(Locale.ROOT)) {
            case "http", "https" -> Proto.HTTP;
            case "tcp" -> Proto.TCP;
            case "tls" -> Proto.TLS;
            default ->
                    throw new ConfigException(
                            "proto \"%s\" is none of http, tcp and tls".formatted(proto));
        };
    }

    private Endpoint endpoint(Proto proto) {
        String hostname = Objects.requireNonNullElse(text("hostname"), "");
        String domain = hostname.isEmpty() ? text("domain") : hostname;
        return switch (proto) {
            case HTTP -> Endpoint.http(schemes(), text("subdomain"), domain);
            case TLS -> Endpoint.tls(text("subdomain"), domain);
            case TCP -> Endpoint.tcp(remotePort());
        };
    }

    /// `bind_tls` of ngrok 2 is true, false or "both"; `schemes` of ngrok 3 is a list.
    private List<String> schemes() {
        if (fields.get("schemes") instanceof List<?> list && !list.isEmpty()) {
            List<String> schemes = list.stream().map(String::valueOf).toList();
            if (!List.of("http", "https").containsAll(schemes)) {
                throw new ConfigException("schemes are http and https");
            }
            return schemes;
        }
        String bindTls = Objects.requireNonNullElse(text("bind_tls"), "both");
        return switch (bindTls) {
            case "true" -> Endpoint.schemes("https");
            case "false" -> Endpoint.schemes("http");
            case "both" -> Endpoint.schemes("both");
            default -> throw new ConfigException("bind_tls is true, false or both");
        };
    }

    /// ngrok's `remote_addr` is `host:port`; the host is the server's own here.
    private @Nullable Integer remotePort() {
        String address = text("remote_addr");
        if (address == null) {
            return null;
        }
        return HostPort.parsePort(address.substring(address.lastIndexOf(':') + 1));
    }

    private @Nullable Secret password() {
        Object several = fields.get("basic_auth");
        if (several instanceof List<?> list && !list.isEmpty()) {
            if (list.size() > 1) {
                throw new ConfigException("basic_auth takes one user:password here");
            }
            return Secret.of(String.valueOf(list.getFirst()));
        }
        String one = several instanceof String text ? text : text("auth");
        return one == null ? null : Secret.of(one);
    }

    private Upstream upstream(Proto proto) {
        String proxy = text("proxy_proto");
        String version = proxy == null || proxy.equals("0") ? null : Upstream.proxyProtocol(proxy);
        Object verify = fields.get("verify_upstream_tls");
        return new Upstream(
                proto == Proto.HTTP ? Upstream.hostHeader(text("host_header")) : null,
                version,
                null,
                new TargetTls(verify == null || isTrue(verify), null, null));
    }

    private String required(String key) {
        String value = text(key);
        if (value == null) {
            throw new ConfigException(key + " is missing");
        }
        return value;
    }

    private static boolean isTrue(Object value) {
        return "true".equals(String.valueOf(value));
    }

    /// A word, a number or a truth value as text; what is empty counts as absent.
    private @Nullable String text(String key) {
        Object value = fields.get(key);
        return switch (value) {
            case null -> null;
            case String text -> text.isBlank() ? null : text.strip();
            case Number number -> String.valueOf(number.longValue());
            case Boolean flag -> String.valueOf(flag);
            default -> throw new ConfigException(key + " must be a single value");
        };
    }
}
