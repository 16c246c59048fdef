package dev.tunnel.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.list.SortKey;
import dev.tunnel.server.list.SortedList;
import dev.tunnel.server.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the audit log, newest first unless sorted otherwise.
@ApplicationScoped
class AuditQueries {
    private static final int CHUNK = 500;
    private static final SortedList<AuditView> EVENTS =
            SortedList.byNumber(
                    "e.id", AuditView::id, List.of(SortKey.time("at", "e.at", AuditView::at)));

    private final Sql sql;
    private final ObjectMapper json;

    AuditQueries(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /// @param sort `at` or `-at`; null for the usual
    Page<AuditView> page(AuditFilter filter, @Nullable String sort, PageRequest page) {
        AuditFilter.Where where = filter.where();
        return EVENTS.page(
                sql,
                AuditView.SELECT + " where true" + where.sql(),
                where.values(),
                row -> AuditView.of(row, this::detail),
                sort,
                page);
    }

    /// Every entry, a chunk at a time: the whole log is never held.
    void each(AuditFilter filter, Consumer<AuditView> reader) {
        String cursor = null;
        do {
            Page<AuditView> chunk = page(filter, null, new PageRequest(CHUNK, cursor));
            chunk.items().forEach(reader);
            cursor = chunk.nextCursor();
        } while (cursor != null);
    }

    private Map<String, String> detail(String stored) {
        try {
            return json.readValue(stored, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the detail of an audit entry: " + stored, e);
        }
    }
}
