package dev.tunnel.server.admin;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The server's settings, for its administrators.
@Path("/api/v1/admin/settings")
@Access(Credentials.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
public class SettingsResource {
    private final SettingsService settings;

    SettingsResource(SettingsService settings) {
        this.settings = settings;
    }

    @GET
    @Operation(summary = "Get the server's settings")
    public Settings getSettings() {
        return settings.current();
    }

    @PATCH
    @Operation(
            summary = "Change the server's settings",
            description =
                    "What is absent stays; limits and forbidden names are replaced as a whole.")
    public Settings changeSettings(@NotNull @Valid SettingsChange change) {
        return settings.change(change);
    }
}
