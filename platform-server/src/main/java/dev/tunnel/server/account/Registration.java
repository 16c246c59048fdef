package dev.tunnel.server.account;

/// A user to be.
///
/// @param email as typed, trimmed; unique without regard to case
/// @param passwordHash Argon2id in PHC form
/// @param displayName may be empty
public record Registration(String email, String passwordHash, String displayName) {
    /// Without the hash.
    @Override
    public String toString() {
        return "Registration[" + email + "]";
    }
}
