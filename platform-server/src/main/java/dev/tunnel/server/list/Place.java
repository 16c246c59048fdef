package dev.tunnel.server.list;

import dev.tunnel.server.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The last item of a page, in a list in a certain order. Opaque to callers.
///
/// @param sort the order
/// @param id of the item
/// @param value what the item is sorted by
record Place(String sort, String id, String value) {
    private static final String SEPARATOR = "\n";

    /// The form that callers carry.
    String encoded() {
        byte[] bytes = String.join(SEPARATOR, sort, id, value).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// @throws ProblemException `invalid_request` for what cannot be a place
    static Place decode(String encoded) {
        String text;
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw unknown();
        }
        String[] parts = text.split(SEPARATOR, 3);
        if (parts.length < 3 || text.indexOf('\0') >= 0) {
            throw unknown();
        }
        return new Place(parts[0], parts[1], parts[2]);
    }

    static ProblemException unknown() {
        return ProblemException.invalid("cursor", "is not one that a page in this order gave");
    }
}
