package dev.tunnel.cli.session;

/// What to tell somebody whose authtoken is not accepted.
public final class TokenAdvice {

    private TokenAdvice() {}

    /// One line that says what to do.
    ///
    /// @param code `authtoken_invalid`, `authtoken_revoked`, `authtoken_expired` or
    ///   `account_suspended`
    /// @param message what the server said
    public static String of(String code, String message) {
        return switch (code) {
            case "authtoken_revoked" ->
                    "authtoken revoked: make a new one in the web admin and run: tunnel authtoken"
                            + " TOKEN";
            case "authtoken_expired" ->
                    "authtoken expired: make a new one in the web admin and run: tunnel authtoken"
                            + " TOKEN";
            case "account_suspended" ->
                    "account suspended (%s): ask the server's administrator".formatted(message);
            default ->
                    "authtoken rejected: copy it again from the web admin and run: tunnel authtoken"
                            + " TOKEN";
        };
    }
}
