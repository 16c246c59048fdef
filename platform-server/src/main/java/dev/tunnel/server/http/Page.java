package dev.tunnel.server.http;

import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest first unless its reader chose another order.
///
/// @param nextCursor give it as `cursor` to get the next page; null on the last one
public record Page<T>(List<T> items, @Schema(nullable = true) @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page of rows that were asked for with [PageRequest#fetchSize]: one more than the limit,
    /// and the one more only says that there is a next page.
    public static <R> Page<R> of(
            List<R> rows, PageRequest request, Function<? super R, Cursor> cursor) {
        return leadingOn(rows, request, last -> cursor.apply(last).encoded());
    }

    /// The same where the last row shown says in its own way where to go on.
    public static <R> Page<R> leadingOn(
            List<R> rows, PageRequest request, Function<? super R, String> next) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<R> shown = rows.subList(0, request.limit());
        return new Page<>(shown, next.apply(shown.getLast()));
    }

    /// The same page with each item as callers see it.
    public <V> Page<V> map(Function<? super T, ? extends V> view) {
        return new Page<>(items.stream().<V>map(view).toList(), nextCursor);
    }
}
