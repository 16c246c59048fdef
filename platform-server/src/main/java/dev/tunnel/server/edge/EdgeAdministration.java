package dev.tunnel.server.edge;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.api.edge.EdgeEvent;
import dev.tunnel.server.audit.AuditEntry;
import dev.tunnel.server.audit.AuditLog;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Secret;
import dev.tunnel.server.secret.SecretKind;
import dev.tunnel.server.session.Announcements;
import dev.tunnel.server.session.Reconciliation;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What administrators do with edges.
@ApplicationScoped
class EdgeAdministration {
    private final Sql sql;
    private final Announcements announcements;
    private final Reconciliation reconciliation;
    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    EdgeAdministration(
            Sql sql,
            Announcements announcements,
            Reconciliation reconciliation,
            AuditLog audit,
            SecureRandom random,
            Clock clock) {
        this.sql = sql;
        this.announcements = announcements;
        this.reconciliation = reconciliation;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    Page<EdgeView> list(PageRequest page) {
        Instant now = clock.instant();
        return Page.of(
                sql.list(
                        EdgeView.SELECT
                                + " where (e.created_at, e.id) < (?, ?)"
                                + " order by e.created_at desc, e.id desc limit ?",
                        EdgeView::of,
                        now,
                        now,
                        page.from().at(),
                        page.from().id(),
                        page.fetchSize()),
                page,
                EdgeView::cursor);
    }

    /// @throws ProblemException `not_found`
    EdgeView get(UUID id) {
        Instant now = clock.instant();
        return sql.first(EdgeView.SELECT + " where e.id = ?", EdgeView::of, now, now, id)
                .orElseThrow(ProblemException::notFound);
    }

    /// Lets an edge in; its key is in the answer and nowhere else.
    ///
    /// @throws ProblemException `name_taken`
    @Transactional
    IssuedKey register(String name) {
        UUID id = UUID.randomUUID();
        Secret key = Secret.mint(SecretKind.EDGE_KEY, random);
        int made =
                sql.update(
                        """
                        insert into edge (id, name, key_hash, key_prefix, created_at)
                        values (?, ?, ?, ?, ?) on conflict (name) do nothing
                        """,
                        id,
                        name,
                        key.hash().bytes(),
                        key.shown(),
                        clock.instant());
        if (made == 0) {
            throw new ProblemException(
                    ProblemCode.NAME_TAKEN, "There is an edge of this name, or was one");
        }
        record("edge.registered", id, name);
        return IssuedKey.of(id, name, key);
    }

    /// Gives an edge another key, also one that was revoked.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    IssuedKey rotate(UUID id, int overlapSeconds) {
        String name = name(id);
        Secret key = Secret.mint(SecretKind.EDGE_KEY, random);
        boolean overlaps = overlapSeconds > 0;
        sql.update(
                """
                update edge set
                    previous_key_hash = case when ? and revoked_at is null then key_hash end,
                    previous_key_until =
                        case when ? and revoked_at is null then ?::timestamptz end,
                    key_hash = ?, key_prefix = ?, revoked_at = null
                where id = ?
                """,
                overlaps,
                overlaps,
                clock.instant().plusSeconds(overlapSeconds),
                key.hash().bytes(),
                key.shown(),
                id);
        if (!overlaps) {
            announcements.endStreams(id);
        }
        record("edge.key_rotated", id, name);
        return IssuedKey.of(id, name, key);
    }

    /// Refuses an edge from now on: its calls, its event stream, and what it serves.
    ///
    /// @throws ProblemException `not_found`
    void revoke(UUID id) {
        refuse(id);
        reconciliation.abandon(id);
    }

    @Transactional
    void refuse(UUID id) {
        String name = name(id);
        sql.update(
                """
                update edge set revoked_at = coalesce(revoked_at, ?), lease_until = null,
                    previous_key_hash = null, previous_key_until = null
                where id = ?
                """,
                clock.instant(),
                id);
        announcements.endStreams(id);
        record("edge.revoked", id, name);
    }

    /// Tells an edge to let its agents move to others, finish what is under way, and stop.
    ///
    /// @throws ProblemException `not_found`
    @Transactional
    void drain(UUID id) {
        String name = name(id);
        sql.update("update edge set draining_at = ? where id = ?", clock.instant(), id);
        announcements.announce(id, EdgeEvent.drain());
        record("edge.drained", id, name);
    }

    private String name(UUID id) {
        return sql.first(
                        "select name from edge where id = ? for update",
                        row -> row.text("name"),
                        id)
                .orElseThrow(ProblemException::notFound);
    }

    private void record(String action, UUID id, String name) {
        audit.record(new AuditEntry(null, action, id.toString(), Map.of("name", name)));
    }
}
