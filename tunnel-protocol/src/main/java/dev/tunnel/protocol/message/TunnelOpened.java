package dev.tunnel.protocol.message;

import java.util.List;
import java.util.UUID;

/// The tunnel is public.
///
/// @param urls the public URLs, `http` before `https`
public record TunnelOpened(long ref, UUID tunnelId, List<String> urls) implements ControlMessage {
    public TunnelOpened {
        urls = List.copyOf(urls);
    }
}
