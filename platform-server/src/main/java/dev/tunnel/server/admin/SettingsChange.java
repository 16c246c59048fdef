package dev.tunnel.server.admin;

import dev.tunnel.server.quota.AccountLimits;
import dev.tunnel.server.setting.Signup;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What is to change; what is absent stays.
///
/// @param defaultLimits all of them: what is absent is what the operator set
/// @param forbiddenNames all of them
record SettingsChange(
        @Schema(
                        implementation = String.class,
                        enumeration = {"open", "invite", "closed"})
                @Nullable Signup signup,
        @Valid @Nullable AccountLimits defaultLimits,
        @Size(max = 10_000)
                @Nullable
                        List<
                                @NotNull
                                @Pattern(
                                        regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                                        message = "must be a lower-case DNS label")
                                String>
                        forbiddenNames) {
    SettingsChange {
        forbiddenNames = forbiddenNames == null ? null : List.copyOf(forbiddenNames);
    }
}
