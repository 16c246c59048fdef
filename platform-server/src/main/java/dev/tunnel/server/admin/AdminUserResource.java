package dev.tunnel.server.admin;

import dev.tunnel.server.account.Directory;
import dev.tunnel.server.account.Removals;
import dev.tunnel.server.account.Suspensions;
import dev.tunnel.server.account.UserView;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// All users of the server.
@Path("/api/v1/admin/users")
@Access(Credentials.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "admin")
public class AdminUserResource {
    private final AdminUserService users;
    private final Directory directory;
    private final Suspensions suspensions;
    private final Removals removals;

    AdminUserResource(
            AdminUserService users,
            Directory directory,
            Suspensions suspensions,
            Removals removals) {
        this.users = users;
        this.directory = directory;
        this.suspensions = suspensions;
        this.removals = removals;
    }

    @GET
    @Operation(summary = "List users")
    public Page<UserView> listUsers(
            @QueryParam("search")
                    @Size(max = 200)
                    @Parameter(description = "Part of the email or the display name")
                    @Nullable String search,
            @QueryParam("sort")
                    @Parameter(
                            description = "By what, - for backwards; newest first otherwise",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "createdAt",
                                                "-createdAt",
                                                "email",
                                                "-email",
                                                "displayName",
                                                "-displayName",
                                                "lastLoginAt",
                                                "-lastLoginAt"
                                            }))
                    @Nullable String sort,
            @BeanParam @Valid PageRequest page) {
        return directory.users(search, sort, page);
    }

    @POST
    @ResponseStatus(201)
    @APIResponseSchema(value = UserView.class, responseCode = "201")
    @Operation(
            summary = "Create a user",
            description = "With an account of its own, whether sign-up is open or not.")
    public UserView createUser(@NotNull @Valid NewUser request) {
        return users.create(request);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a user")
    public UserView getUser(UUID id) {
        return directory.user(id);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change a user",
            description =
                    "Name, role, limits, whether it is suspended. Suspending stops everything of"
                            + " the user within two seconds.")
    public UserView changeUser(UUID id, @NotNull @Valid UserChange change) {
        return users.change(id, change);
    }

    @POST
    @Path("/{id}/suspend")
    @Operation(
            summary = "Suspend a user",
            description =
                    "Within two seconds: logins, API keys and authtokens are refused, agents and"
                            + " tunnels closed. Accounts without another owner are suspended, too.")
    public UserView suspendUser(UUID id) {
        suspensions.suspend(new UserId(id));
        return directory.user(id);
    }

    @POST
    @Path("/{id}/unsuspend")
    @Operation(summary = "End a user's suspension")
    public UserView unsuspendUser(UUID id) {
        suspensions.resume(new UserId(id));
        return directory.user(id);
    }

    @POST
    @Path("/{id}/password-reset")
    @Operation(
            summary = "Let a user set a password anew",
            description = "By a link, which is mailed and shown in the answer. For who lost both.")
    public ResetLink resetUsersPassword(UUID id) {
        return users.resetPassword(id);
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Delete a user",
            description =
                    "With the accounts that nobody else belongs to. 409 last_owner when an account"
                            + " of others would be left without an owner.")
    public void deleteUser(UUID id) {
        removals.delete(new UserId(id));
    }
}
