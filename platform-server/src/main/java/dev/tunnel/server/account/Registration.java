package dev.tunnel.server.account;

/// A user to be.
///
/// @param email as typed, trimmed; unique without regard to case
/// @param passwordHash Argon2id in PHC form
public record Registration(String email, String passwordHash) {
    /// Without the hash.
    @Override
    public String toString() {
        return "Registration[" + email + "]";
    }
}
