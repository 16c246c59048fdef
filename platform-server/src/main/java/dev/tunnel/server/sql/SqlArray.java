package dev.tunnel.server.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

/// An array to bind to a statement.
///
/// @param type the element's type in Postgres
public record SqlArray(String type, Object[] elements) {
    public static SqlArray ofUuids(Collection<UUID> elements) {
        return new SqlArray("uuid", elements.toArray());
    }

    public static SqlArray ofTexts(Collection<String> elements) {
        return new SqlArray("text", elements.toArray());
    }

    public static SqlArray ofIntegers(Collection<Integer> elements) {
        return new SqlArray("integer", elements.toArray());
    }

    public static SqlArray ofLongs(Collection<Long> elements) {
        return new SqlArray("bigint", elements.toArray());
    }

    public static SqlArray ofInstants(Collection<Instant> elements) {
        Object[] times = elements.stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray();
        return new SqlArray("timestamptz", times);
    }
}
