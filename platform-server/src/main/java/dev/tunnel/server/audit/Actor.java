package dev.tunnel.server.audit;

import org.jspecify.annotations.Nullable;

/// Who did something, as the audit log names it.
///
/// @param name such as `user:UUID`, `edge:edge-1`, `platform` or `anonymous`
/// @param via the API key with which a user did it, if it was one
/// @param ip from where, if it was a request
record Actor(String name, @Nullable String via, @Nullable String ip) {}
