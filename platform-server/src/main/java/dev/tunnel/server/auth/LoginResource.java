package dev.tunnel.server.auth;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Where the user is logged in.
@Path("/api/v1/me/logins")
@Access(Credentials.PERSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "me")
public class LoginResource {
    private final Logins logins;
    private final LoginSessions sessions;
    private final Caller caller;

    LoginResource(Logins logins, LoginSessions sessions, Caller caller) {
        this.logins = logins;
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List where I am logged in")
    public Page<LoginView> listLogins(@BeanParam @Valid PageRequest page) {
        return logins.page(caller.user(), caller.login(), page);
    }

    @DELETE
    @Operation(
            summary = "End my other logins",
            description = "Their access and refresh tokens are refused from then on.")
    public void endOtherLogins() {
        sessions.endOthers(caller.user(), caller.login());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "End one of my logins",
            description = "Its access and refresh tokens are refused from then on.")
    public void endLogin(UUID id) {
        sessions.end(caller.user(), id);
    }
}
