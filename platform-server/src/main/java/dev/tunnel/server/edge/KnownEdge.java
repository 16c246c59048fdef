package dev.tunnel.server.edge;

import dev.tunnel.api.edge.EdgeAddress;
import dev.tunnel.server.sql.Row;
import java.util.Optional;
import java.util.UUID;

/// An edge as stored.
///
/// @param address where the public reaches it; empty until it has registered
record KnownEdge(UUID id, String name, Optional<EdgeAddress> address) {
    static final String COLUMNS =
            "id, name, domain, http_port, https_port, agent_host, agent_port, tcp_port_from,"
                    + " tcp_port_to, ca_certificate";

    static KnownEdge of(Row row) {
        return new KnownEdge(
                row.uuid("id"),
                row.text("name"),
                row.optionalText("domain").map(domain -> address(domain, row)));
    }

    private static EdgeAddress address(String domain, Row row) {
        return new EdgeAddress(
                domain,
                row.integer("http_port"),
                row.integer("https_port"),
                row.text("agent_host"),
                row.integer("agent_port"),
                row.integer("tcp_port_from"),
                row.integer("tcp_port_to"),
                row.optionalText("ca_certificate").orElse(null));
    }
}
