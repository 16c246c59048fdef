package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.capture.Body;
import dev.tunnel.cli.inspect.http.Headers;
import java.util.Locale;
import java.util.Optional;

/// Bodies as they leave: decoded where that can be done, masked where the user named fields.
final class Bodies {

    private final Masking masking;

    Bodies(Masking masking) {
        this.masking = masking;
    }

    /// Whether what [#readable] gives is free of the Content-Encoding.
    boolean decodes(Headers headers) {
        return switch (encoding(headers).toLowerCase(Locale.ROOT)) {
            case "", "identity", "gzip", "x-gzip", "deflate" -> true;
            default -> false;
        };
    }

    static String encoding(Headers headers) {
        return headers.first("content-encoding").orElse("");
    }

    /// The body for readers. Empty when it is no longer kept, and when it cannot be read although
    /// fields in it may have to be masked. May block.
    Optional<byte[]> readable(Headers headers, Body body) {
        Optional<byte[]> kept = body.content().read();
        if (kept.isEmpty()) {
            return kept;
        }
        Optional<byte[]> decoded = Decoding.decode(encoding(headers), kept.get());
        if (decoded.isPresent()) {
            return decoded.map(bytes -> masking.body(headers.mediaType(), bytes));
        }
        return masking.readsBodies() ? Optional.empty() : kept;
    }

    /// The body as it was sent, unless fields in it are masked. May block.
    byte[] raw(Headers headers, Body body) {
        if (masking.readsBodies()) {
            return readable(headers, body).orElse(new byte[0]);
        }
        return body.content().read().orElse(new byte[0]);
    }
}
