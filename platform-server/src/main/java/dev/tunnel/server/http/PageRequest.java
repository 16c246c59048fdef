package dev.tunnel.server.http;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which page of a list: a `@BeanParam`.
///
/// @param limit how many items at most
/// @param cursor the `nextCursor` of the page before; absent for the first
public record PageRequest(
        @QueryParam("limit")
                @DefaultValue("50")
                @Min(1)
                @Max(200)
                @Parameter(description = "How many items at most")
                int limit,
        @QueryParam("cursor") @Parameter(description = "nextCursor of the page before")
                @Nullable String cursor) {

    /// Where to go on from; before everything for the first page.
    ///
    /// @throws ProblemException `invalid_request` for a cursor that no page gave
    public Cursor from() {
        return cursor == null ? Cursor.START : Cursor.decode(cursor);
    }

    /// One more than the limit, to see whether there is a next page.
    public int fetchSize() {
        return limit + 1;
    }
}
