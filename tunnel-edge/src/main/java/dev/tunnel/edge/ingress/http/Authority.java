package dev.tunnel.edge.ingress.http;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The `host[:port]` that a visitor asked for.
///
/// @param host lower case, without a trailing dot; IPv6 addresses in brackets
/// @param port empty for the scheme's own
/// @param text as the visitor wrote it
record Authority(String host, OptionalInt port, String text) {
    private static final int HIGHEST_PORT = 65535;
    private static final int PORT_DIGITS = 5;

    /// Empty when it is no host, such as one with user information, spaces or a comma in it. Every
    /// request comes here, so it looks at each character once.
    static Optional<Authority> parse(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : endOfName(text);
        if (end == 0) {
            return Optional.empty();
        }
        var port = port(text, end);
        if (port == null) {
            return Optional.empty();
        }
        var host = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return isAddress(host)
                    ? Optional.of(new Authority(host, port, text))
                    : Optional.empty();
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.isEmpty() || host.startsWith(".") || host.endsWith(".") || host.contains("..")
                ? Optional.empty()
                : Optional.of(new Authority(host, port, text));
    }

    private static int endOfName(String text) {
        int end = 0;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '.'
                || c == '-'
                || c == '_';
    }

    /// An IPv6 address in brackets, without a zone.
    private static boolean isAddress(String host) {
        for (int i = 1; i < host.length() - 1; i++) {
            char c = host.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'f') && c != ':' && c != '.') {
                return false;
            }
        }
        return NetUtil.isValidIpV6Address(host);
    }

    /// What is behind the host: nothing, a colon, or a colon and a port. Null for anything else.
    private static @Nullable OptionalInt port(String text, int from) {
        int digits = text.length() - from - 1;
        if (digits < 0) {
            return OptionalInt.empty();
        }
        if (text.charAt(from) != ':' || digits > PORT_DIGITS) {
            return null;
        }
        if (digits == 0) {
            return OptionalInt.empty();
        }
        int port = 0;
        for (int i = from + 1; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return null;
            }
            port = port * 10 + (text.charAt(i) - '0');
        }
        return port >= 1 && port <= HIGHEST_PORT ? OptionalInt.of(port) : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
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
