package dev.tunnel.server.caller;

import java.util.UUID;

/// Names an account. Every query for something owned carries one.
public record AccountId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
