package dev.tunnel.server.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// A place in a list ordered by time and id, both descending: the last item of the page before.
/// Opaque to callers.
public record Cursor(Instant at, UUID id) {
    /// Before the first item.
    public static final Cursor START =
            new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private static final int LENGTH = 28;

    /// The form that callers carry.
    public String encoded() {
        byte[] bytes =
                ByteBuffer.allocate(LENGTH)
                        .putLong(at.getEpochSecond())
                        .putInt(at.getNano())
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor decode(String encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded));
            Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            Cursor cursor = new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
            if (bytes.hasRemaining() || at.isAfter(START.at) || at.isBefore(Instant.EPOCH)) {
                throw ProblemException.invalid("cursor", "is not one that a page gave");
            }
            return cursor;
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            throw ProblemException.invalid("cursor", "is not one that a page gave");
        }
    }
}
