package dev.tunnel.api.edge;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The answer to [ClaimRequest].
///
/// @param hostname the public host name (lower case) of an HTTP or TLS tunnel
/// @param port the public port of a TCP tunnel
/// @param urls the public URLs, `http` before `https`
public record ClaimGranted(
        UUID tunnelId, @Nullable String hostname, @Nullable Integer port, List<String> urls) {
    public ClaimGranted {
        urls = List.copyOf(urls);
    }
}
