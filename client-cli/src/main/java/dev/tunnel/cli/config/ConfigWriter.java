package dev.tunnel.cli.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a configuration in our own keys: what `tunnel config import` makes of an ngrok 1.x file.
public final class ConfigWriter {
    private final StringBuilder text = new StringBuilder();

    private ConfigWriter() {}

    /// @param origin named in a comment
    public static String write(FileConfig config, String origin) {
        ConfigWriter writer = new ConfigWriter();
        writer.text.append("# from ").append(origin.replaceAll("\\p{Cntrl}", " ")).append('\n');
        writer.head(config);
        writer.tunnels(config.tunnels());
        return writer.text.toString();
    }

    private void head(FileConfig config) {
        key("", "server", config.server());
        key("", "agent_address", config.agentAddress());
        key("", "authtoken", value(config.authtoken()));
        key("", "api_key", value(config.apiKey()));
        PrivateCa ca = config.ca();
        if (ca != null) {
            text.append("ca: |\n").append(ca.pem().indent(2));
        }
        ProxyUrl proxy = config.proxy();
        key("", "proxy_url", proxy == null ? null : proxy.url());
        InspectorSettings inspector = config.inspector();
        if (!inspector.equals(InspectorSettings.DEFAULT)) {
            text.append("inspector:\n");
            key("  ", "enabled", inspector.enabled());
            key("  ", "listen", inspector.listen());
        }
    }

    private void tunnels(Map<String, List<TunnelDefinition>> tunnels) {
        if (tunnels.isEmpty()) {
            return;
        }
        text.append("tunnels:\n");
        tunnels.values().forEach(entries -> entries.forEach(this::tunnel));
    }

    private void tunnel(TunnelDefinition tunnel) {
        Endpoint endpoint = tunnel.endpoint();
        Access access = tunnel.access();
        Upstream upstream = tunnel.upstream();
        text.append("  ").append(quote(tunnel.name())).append(":\n");
        key("    ", "proto", tunnel.proto().wire());
        key("    ", "target", tunnel.target());
        key(
                "    ",
                "scheme",
                endpoint.schemes().size() == 1 ? endpoint.schemes().getFirst() : null);
        key("    ", "subdomain", endpoint.subdomain());
        key("    ", "hostname", endpoint.hostname());
        key("    ", "remote_port", endpoint.remotePort());
        key("    ", "basic_auth", value(access.basicAuth()));
        list("cidr_allow", access.allow().stream().map(Object::toString));
        list("cidr_deny", access.deny().stream().map(Object::toString));
        key("    ", "redirect_https", access.redirectHttps() ? true : null);
        key("    ", "host_header", upstream.hostHeader());
        key("    ", "proxy_protocol", upstream.proxyProtocol());
        key("    ", "upstream_protocol", upstream.protocol());
        key("    ", "verify_tls", upstream.tls().verify() ? null : false);
        key("    ", "target_name", upstream.tls().serverName());
        key("    ", "inspect", tunnel.inspect() ? null : false);
    }

    private void list(String name, Stream<String> values) {
        String joined = values.map(ConfigWriter::quote).collect(Collectors.joining(", "));
        if (!joined.isEmpty()) {
            text.append("    ").append(name).append(": [").append(joined).append("]\n");
        }
    }

    private void key(String indent, String name, @Nullable Object value) {
        if (value != null) {
            boolean bare = value instanceof Number || value instanceof Boolean;
            text.append(indent)
                    .append(name)
                    .append(": ")
                    .append(bare ? value.toString() : quote(value.toString()))
                    .append('\n');
        }
    }

    private static @Nullable String value(@Nullable Secret secret) {
        return secret == null ? null : secret.value();
    }

    private static String quote(String text) {
        return text.matches("[A-Za-z/][A-Za-z0-9/._-]*(://[A-Za-z0-9/._:-]+)?")
                        && !text.matches("(?i)true|false|yes|no|on|off|null|y|n")
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
