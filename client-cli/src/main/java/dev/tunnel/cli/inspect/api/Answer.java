package dev.tunnel.cli.inspect.api;

import java.nio.charset.StandardCharsets;

/// What the inspector answers.
public sealed interface Answer {

    /// A whole answer.
    ///
    /// @param type its media type; empty for none
    /// @param cached whether browsers may keep it for ever
    record Full(int status, String type, byte[] body, boolean cached) implements Answer {}

    /// Events from now on.
    record Live() implements Answer {}

    static Answer json(int status, String json) {
        return new Full(status, "application/json", json.getBytes(StandardCharsets.UTF_8), false);
    }

    static Answer empty() {
        return new Full(204, "", new byte[0], false);
    }

    static Answer bytes(String type, byte[] body) {
        return new Full(200, type, body, false);
    }
}
