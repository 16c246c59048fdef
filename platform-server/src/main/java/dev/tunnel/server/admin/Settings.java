package dev.tunnel.server.admin;

import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.setting.Signup;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The server's settings.
///
/// @param forbiddenNames labels that nobody may have, besides those that are built in
@Schema(name = "Settings")
record Settings(
        @Schema(
                        implementation = String.class,
                        enumeration = {"open", "invite", "closed"})
                Signup signup,
        AccountLimits defaultLimits,
        @Schema(description = "Besides those that are built in") List<String> forbiddenNames) {
    Settings {
        forbiddenNames = List.copyOf(forbiddenNames);
    }
}
