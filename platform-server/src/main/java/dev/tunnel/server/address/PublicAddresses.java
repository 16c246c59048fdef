package dev.tunnel.server.address;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The addresses of live edges. All edges of a server are reached alike; the newest one is asked.
@ApplicationScoped
public class PublicAddresses {
    private final EntityManager entities;
    private final Clock clock;

    PublicAddresses(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /// The address of the live edge seen last; empty while there is none.
    @Transactional
    public Optional<PublicAddress> newest() {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select agent_host, agent_port, http_port, https_port,
                                       tcp_port_from, tcp_port_to, ca_certificate
                                from edge
                                where revoked_at is null and lease_until > :now
                                  and agent_host is not null
                                order by draining_at is not null, last_seen_at desc limit 1\
                                """,
                                Tuple.class)
                        .setParameter("now", clock.instant())
                        .getResultList();
        return rows.stream().map(row -> address((Tuple) row)).findFirst();
    }

    private static PublicAddress address(Tuple row) {
        return new PublicAddress(
                row.get("agent_host", String.class),
                row.get("agent_port", Integer.class),
                row.get("http_port", Integer.class),
                row.get("https_port", Integer.class),
                row.get("tcp_port_from", Integer.class),
                row.get("tcp_port_to", Integer.class),
                row.get("ca_certificate", String.class));
    }
}
