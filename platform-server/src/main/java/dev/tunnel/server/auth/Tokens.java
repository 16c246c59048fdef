package dev.tunnel.server.auth;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The answer to a login or a refresh.
///
/// @param expiresIn seconds for which the access token is good
@Schema(name = "Tokens", description = "The access token goes into Authorization: Bearer")
record Tokens(
        String accessToken,
        @Schema(description = "Good for one refresh; the next one comes with its answer")
                String refreshToken,
        @Schema(description = "Seconds for which the access token is good") long expiresIn) {
    /// Without the secrets.
    @Override
    public String toString() {
        return "Tokens[]";
    }
}
