package dev.tunnel.cli.config;

import java.nio.file.Path;

/// The local service that a tunnel leads to.
public sealed interface Target {

    /// A TCP port, spoken to over TLS when `tls` is set.
    record Network(Scheme scheme, HostPort address) implements Target {
        @Override
        public String toString() {
            return scheme == Scheme.NONE ? address.toString() : scheme.prefix() + address;
        }
    }

    /// A unix domain socket.
    record Unix(Path path) implements Target {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /// Files of a folder, which the agent itself shows.
    record Folder(Path path) implements Target {
        @Override
        public String toString() {
            return "file://" + path;
        }
    }

    /// How the local service is spoken to.
    enum Scheme {
        NONE(""),
        HTTP("http://"),
        HTTPS("https://");

        private final String prefix;

        Scheme(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    /// True where the agent speaks TLS to the local service.
    default boolean tls() {
        return this instanceof Network network && network.scheme() == Scheme.HTTPS;
    }

    /// Reads what the user wrote: `8080`, `host:8080`, `[::1]:8080`, `http://host:port`,
    /// `https://host:port`, `unix:/path` or `file:///path`.
    ///
    /// @throws ConfigException with a line that says what is wrong
    static Target parse(String text, Proto proto) {
        return TargetParser.parse(text.strip(), proto);
    }
}
