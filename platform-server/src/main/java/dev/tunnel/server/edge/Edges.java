package dev.tunnel.server.edge;

import dev.tunnel.api.edge.EdgeAddress;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.Sha256;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of `edge`.
@ApplicationScoped
class Edges {
    private final Sql sql;

    Edges(Sql sql) {
        this.sql = sql;
    }

    /// The edge with that key, unless the key was revoked; also with the key that it had before,
    /// while that is good.
    Optional<KnownEdge> withKey(Sha256 key, Instant now) {
        return sql.first(
                "select "
                        + KnownEdge.COLUMNS
                        + " from edge where revoked_at is null"
                        + " and (key_hash = ? or previous_key_hash = ? and previous_key_until > ?)",
                KnownEdge::of,
                key.bytes(),
                key.bytes(),
                now);
    }

    /// An edge of that name has this key from now on, whether it was there before or not. A key
    /// that the settings gave it before says nothing new: an administrator may have given it
    /// another since, or revoked it.
    void admit(String name, Secret key, Instant now) {
        sql.update(
                """
                insert into edge (id, name, key_hash, settings_key_hash, key_prefix, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (name) do update
                set key_hash = excluded.key_hash, key_prefix = excluded.key_prefix,
                    settings_key_hash = excluded.settings_key_hash, revoked_at = null,
                    previous_key_hash = null, previous_key_until = null
                where edge.settings_key_hash is distinct from excluded.settings_key_hash
                """,
                UUID.randomUUID(),
                name,
                key.hash().bytes(),
                key.hash().bytes(),
                key.shown(),
                now);
    }

    /// Gives an edge that has this key that name.
    void rename(String name, Secret key) {
        sql.update(
                """
                update edge set name = ?
                where key_hash = ? and name <> ?
                    and not exists (select from edge other where other.name = ?)
                """,
                name,
                key.hash().bytes(),
                name,
                name);
    }

    void describe(UUID id, String version, EdgeAddress address) {
        sql.update(
                """
                update edge
                set version = ?, domain = ?, http_port = ?, https_port = ?, agent_host = ?,
                    agent_port = ?, tcp_port_from = ?, tcp_port_to = ?, ca_certificate = ?,
                    draining_at = null
                where id = ?
                """,
                version,
                address.domain(),
                address.httpPort(),
                address.httpsPort(),
                address.agentHost(),
                address.agentPort(),
                address.tcpPortFrom(),
                address.tcpPortTo(),
                address.caCertificate(),
                id);
    }

    Optional<Instant> lastSeen(UUID id) {
        return sql.first(
                        "select last_seen_at from edge where id = ?",
                        row -> row.optionalInstant("last_seen_at"),
                        id)
                .flatMap(seen -> seen);
    }

    void renewLease(UUID id, Instant now, Instant until) {
        sql.update(
                "update edge set last_seen_at = ?, lease_until = ? where id = ?", now, until, id);
    }

    /// Edges that still have sessions though their lease has run out, or was never taken.
    List<UUID> lapsed(Instant now) {
        return sql.list(
                """
                select e.id from edge e
                where (e.lease_until is null or e.lease_until < ?)
                    and exists (
                        select from agent_session s where s.edge_id = e.id and s.ended_at is null)
                """,
                row -> row.uuid("id"),
                now);
    }

    /// Number of the last usage report that was counted from an edge; 0 for none.
    long lastSequence(UUID id) {
        return sql.one(
                "select coalesce(max(sequence), 0) as last from usage_report where edge_id = ?",
                row -> row.number("last"),
                id);
    }
}
