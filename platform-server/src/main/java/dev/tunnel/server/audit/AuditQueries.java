package dev.tunnel.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.http.Cursor;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Reads the audit log, newest first.
@ApplicationScoped
class AuditQueries {
    private static final int CHUNK = 500;

    private final Sql sql;
    private final ObjectMapper json;

    AuditQueries(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Page<AuditView> page(AuditFilter filter, PageRequest page) {
        return Page.of(rows(filter, page.from(), page.fetchSize()), page, AuditView::cursor);
    }

    /// Every entry, a chunk at a time: the whole log is never held.
    void each(AuditFilter filter, Consumer<AuditView> reader) {
        Cursor from = Cursor.START;
        List<AuditView> rows = rows(filter, from, CHUNK);
        while (!rows.isEmpty()) {
            rows.forEach(reader);
            from = rows.getLast().cursor();
            rows = rows.size() < CHUNK ? List.of() : rows(filter, from, CHUNK);
        }
    }

    private List<AuditView> rows(AuditFilter filter, Cursor from, int most) {
        AuditFilter.Where where = filter.where();
        List<Object> values = new ArrayList<>(where.values());
        values.add(from.at());
        values.add(
                from.id().getLeastSignificantBits() == -1
                        ? Long.MAX_VALUE
                        : from.id().getLeastSignificantBits());
        values.add(most);
        return sql.list(
                AuditView.SELECT
                        + " where true"
                        + where.sql()
                        + " and (e.at, e.id) < (?, ?) order by e.at desc, e.id desc limit ?",
                row -> AuditView.of(row, this::detail),
                values.toArray());
    }

    private Map<String, String> detail(String stored) {
        try {
            return json.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the detail of an audit entry: " + stored, e);
        }
    }
}
