package dev.tunnel.edge.ingress.http;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The `host[:port]` that a visitor asked for.
///
/// @param host lower case, without a trailing dot; IPv6 addresses in brackets
/// @param port empty for the scheme's own
/// @param text as the visitor wrote it
record Authority(String host, OptionalInt port, String text) {
    private static final int HIGHEST_PORT = 65535;
    private static final Pattern FORM =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{0,5}))?");

    /// Empty when it is no host, such as one with user information, spaces or a comma in it.
    static Optional<Authority> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var host = matcher.group("host").toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && !NetUtil.isValidIpV6Address(host)) {
            return Optional.empty();
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.isEmpty() || ('.' + host + '.').contains("..")) {
            return Optional.empty();
        }
        var digits = matcher.group("port");
        var port =
                digits == null || digits.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(digits));
        if (port.orElse(1) < 1 || port.orElse(1) > HIGHEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new Authority(host, port, text));
    }

    /// The port, or the one that the scheme stands for.
    int portOr(boolean tls) {
        return port.orElse(tls ? 443 : 80);
    }

    /// Whether both name the same host and port, however they are written.
    boolean isSameAs(Authority other) {
        return host.equals(other.host) && port.equals(other.port);
    }
}
