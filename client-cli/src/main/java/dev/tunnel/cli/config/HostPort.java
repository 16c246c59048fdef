package dev.tunnel.cli.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A host name or address literal and a port.
///
/// @param host without the brackets of an IPv6 literal
public record HostPort(String host, int port) {

    private static final Pattern BRACKETED = Pattern.compile("\\[([0-9A-Fa-f:.%a-z]+)](?::(.*))?");
    private static final Pattern PLAIN = Pattern.compile("([A-Za-z0-9._-]+)(?::(.*))?");

    public HostPort {
        if (port < 1 || port > 65535) {
            throw new ConfigException("port " + port + " is not between 1 and 65535");
        }
    }

    /// Reads `host:port` or `[v6]:port`.
    ///
    /// @param text as the user wrote it
    /// @param defaultPort taken when the text has none; 0 when it must have one
    public static HostPort parse(String text, int defaultPort) {
        Matcher matcher = (text.startsWith("[") ? BRACKETED : PLAIN).matcher(text);
        if (!matcher.matches()) {
            throw new ConfigException(
                    "\"%s\" is not host:port (an IPv6 address is written [::1]:8080)"
                            .formatted(text));
        }
        String port = matcher.group(2);
        if (port == null && defaultPort == 0) {
            throw new ConfigException("\"%s\" has no port: write %s:8080".formatted(text, text));
        }
        return new HostPort(matcher.group(1), port == null ? defaultPort : parsePort(port));
    }

    /// Reads a port number, 1 to 65535.
    public static int parsePort(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new ConfigException("\"%s\" is not a port number".formatted(text));
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new ConfigException("port %s is not between 1 and 65535".formatted(text));
        }
        return port;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
