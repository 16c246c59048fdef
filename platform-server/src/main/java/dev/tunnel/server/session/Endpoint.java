package dev.tunnel.server.session;

import dev.tunnel.server.sql.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the public connects to: a name on shared ports, or a port of its own.
sealed interface Endpoint {
    /// A host name, lower case.
    record Host(String name) implements Endpoint {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A TCP port.
    record Port(int number) implements Endpoint {
        @Override
        public String toString() {
            return "port " + number;
        }
    }

    /// The endpoint in the columns `host` and `port`, of which one is set.
    static Endpoint of(Row row) {
        Optional<Endpoint> host = row.optionalText("host").map(Host::new);
        return host.orElseGet(() -> new Port(row.integer("port")));
    }

    /// For the column `host`.
    default @Nullable String host() {
        return this instanceof Host(String name) ? name : null;
    }

    /// For the column `port`.
    default @Nullable Integer port() {
        return this instanceof Port(int number) ? number : null;
    }
}
