package dev.tunnel.server.auth;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Sign-up, login, refresh, logout, and links that were mailed. No secret is ever part of a URL.
@Path("/api/v1/auth")
@Access(Credentials.NONE)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "auth")
public class AuthResource {
    private final AuthService service;

    AuthResource(AuthService service) {
        this.service = service;
    }

    @POST
    @Path("/signup")
    @ResponseStatus(201)
    @APIResponseSchema(value = SignedUp.class, responseCode = "201")
    @Operation(
            summary = "Sign up",
            description = "The first user of a server administers it. Makes an account too.")
    public SignedUp signUp(@NotNull @Valid SignUp request) {
        return SignedUp.of(service.signUp(request));
    }

    @POST
    @Path("/login")
    @Operation(summary = "Log in")
    public Tokens login(@NotNull @Valid Login request) {
        return service.login(request.email(), request.password());
    }

    @POST
    @Path("/refresh")
    @Operation(
            summary = "Trade a refresh token",
            description = "A token that comes a second time ends the whole login.")
    public Tokens refresh(@NotNull @Valid Refresh request) {
        return service.refresh(request.refreshToken());
    }

    @POST
    @Path("/logout")
    @Operation(summary = "End a login")
    public void logout(@NotNull @Valid Refresh request) {
        service.logout(request.refreshToken());
    }

    @POST
    @Path("/verify-email")
    @Operation(summary = "Confirm an email address with the link that was mailed to it")
    public void verifyEmail(@NotNull @Valid MailToken request) {
        service.proveEmail(request.token());
    }

    @POST
    @Path("/password-reset")
    @ResponseStatus(202)
    @Operation(
            summary = "Ask for a link to set a forgotten password anew",
            description = "Answers the same whether there is such a user or not.")
    public void requestPasswordReset(@NotNull @Valid EmailAddress request) {
        service.forgotPassword(request.email());
    }

    @POST
    @Path("/password-reset/confirm")
    @Operation(
            summary = "Set a forgotten password anew",
            description = "With the link that was mailed. Ends all logins of the user.")
    public void resetPassword(@NotNull @Valid PasswordReset request) {
        service.resetPassword(request.token(), request.password());
    }
}
