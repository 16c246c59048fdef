package dev.tunnel.server.list;

import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.sql.Row;
import dev.tunnel.server.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list that is sorted by what its reader chooses, then by id. A page begins behind the last item
/// of the page before, whatever came or went meanwhile, and costs the same wherever it is.
public final class SortedList<T> {
    private static final String BACKWARDS = "-";

    private final String idColumn;
    private final Function<T, ?> id;
    private final Function<String, ?> readId;
    private final Map<String, SortKey<T>> keys = new LinkedHashMap<>();

    private SortedList(
            String idColumn, Function<T, ?> id, Function<String, ?> readId, List<SortKey<T>> keys) {
        this.idColumn = idColumn;
        this.id = id;
        this.readId = readId;
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /// @param keys the first one is sorted by, backwards, when nothing is chosen
    public static <T> SortedList<T> byUuid(
            String idColumn, Function<T, UUID> id, List<SortKey<T>> keys) {
        return new SortedList<>(idColumn, id, UUID::fromString, keys);
    }

    /// @param keys the first one is sorted by, backwards, when nothing is chosen
    public static <T> SortedList<T> byNumber(
            String idColumn, Function<T, Long> id, List<SortKey<T>> keys) {
        return new SortedList<>(idColumn, id, Long::valueOf, keys);
    }

    /// Reads a page.
    ///
    /// @param select a statement up to its conditions, of which it has one at least
    /// @param bound the values of those conditions
    /// @param sort name of a key, with `-` in front for backwards; null for the usual
    /// @throws ProblemException `invalid_request` for a key that is none, or another order's cursor
    public Page<T> page(
            Sql sql,
            String select,
            List<?> bound,
            Function<Row, T> view,
            @Nullable String sort,
            PageRequest page) {
        String wanted = sort == null ? usual() : sort;
        boolean backwards = wanted.startsWith(BACKWARDS);
        SortKey<T> key = keys.get(backwards ? wanted.substring(1) : wanted);
        if (key == null) {
            throw ProblemException.invalid(
                    "sort",
                    "must be one of " + String.join(", ", keys.keySet()) + ", or - and that");
        }
        StringBuilder statement = new StringBuilder(select);
        List<@Nullable Object> values = new ArrayList<>(bound);
        if (page.cursor() != null) {
            statement.append(
                    " and (%s, %s) %s (%s, ?)"
                            .formatted(
                                    key.ofColumn(),
                                    idColumn,
                                    backwards ? "<" : ">",
                                    key.ofParameter()));
            from(wanted, key, page.cursor(), values);
        }
        String direction = backwards ? "desc" : "asc";
        statement.append(
                " order by %1$s %3$s, %2$s %3$s limit ?"
                        .formatted(key.ofColumn(), idColumn, direction));
        values.add(page.fetchSize());
        List<T> rows = sql.list(statement.toString(), view, values.toArray());
        return Page.leadingOn(rows, page, last -> cursor(wanted, key, last));
    }

    private String usual() {
        return BACKWARDS + keys.keySet().iterator().next();
    }

    private String cursor(String sort, SortKey<T> key, T last) {
        return new Place(sort, id.apply(last).toString(), key.written(last)).encoded();
    }

    private void from(String sort, SortKey<T> key, String cursor, List<@Nullable Object> values) {
        Place place = Place.decode(cursor);
        if (!place.sort().equals(sort)) {
            throw Place.unknown();
        }
        values.add(key.read(place.value()));
        try {
            values.add(readId.apply(place.id()));
        } catch (IllegalArgumentException e) {
            throw Place.unknown();
        }
    }
}
