package dev.tunnel.server.account;

import dev.tunnel.server.caller.UserId;

/// What a password is checked against.
public record Credentials(UserId user, String passwordHash) {
    /// Without the hash.
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
