package dev.tunnel.edge.ingress.http;

import dev.tunnel.edge.ingress.http2.MemoryBudget;

/// What HTTP/2 connections may keep for peers that are slow. Visitors have shares by their address,
/// services by their tunnel.
///
/// @param requests what visitors may send ahead of their services
/// @param responses what visitors may leave unread
/// @param ahead what services may send ahead of their visitors
/// @param unread what services may leave unread
public record HttpMemory(
        MemoryBudget requests, MemoryBudget responses, MemoryBudget ahead, MemoryBudget unread) {
    private static final long USUAL = 64L * 1024 * 1024;

    /// @param bytes of each
    static HttpMemory of(long bytes) {
        return new HttpMemory(
                new MemoryBudget(bytes),
                new MemoryBudget(bytes),
                new MemoryBudget(bytes),
                new MemoryBudget(bytes));
    }

    static HttpMemory usual() {
        return of(USUAL);
    }
}
