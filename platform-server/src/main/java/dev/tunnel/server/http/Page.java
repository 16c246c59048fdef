package dev.tunnel.server.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest first.
///
/// @param nextCursor give it as `cursor` to get the next page; null on the last one
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page of rows that were asked for with [PageRequest#fetchSize]: one more than the limit,
    /// and the one more only says that there is a next page.
    public static <R, T> Page<T> of(
            List<R> rows,
            PageRequest request,
            Function<? super R, Cursor> cursor,
            Function<? super R, ? extends T> view) {
        boolean more = rows.size() > request.limit();
        List<R> shown = more ? rows.subList(0, request.limit()) : rows;
        String next = more ? cursor.apply(shown.getLast()).encoded() : null;
        return new Page<>(shown.stream().<T>map(view).toList(), next);
    }
}
