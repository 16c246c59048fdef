package dev.tunnel.server.team;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Who belongs to the account.
@Path("/api/v1/account/members")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class MemberResource {
    private final MemberService members;
    private final Caller caller;

    MemberResource(MemberService members, Caller caller) {
        this.members = members;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the account's members")
    public Page<Member> listMembers(@BeanParam @Valid PageRequest page) {
        return members.list(caller.account(), page);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Get a member")
    public Member getMember(UUID id) {
        return members.get(caller.account(), id);
    }

    @PATCH
    @Path("/{id}")
    @Access(value = Credentials.USER, role = Role.ADMIN)
    @Operation(
            summary = "Change what a member may do",
            description = "Only owners make owners, or take that away.")
    public Member changeMember(UUID id, @NotNull @Valid MemberRole change) {
        return members.change(caller.identity(), id, change.value());
    }

    @DELETE
    @Path("/{id}")
    @Access(value = Credentials.USER, role = Role.VIEWER)
    @Operation(
            summary = "Take a member out, or leave",
            description =
                    "Takes the role admin, except for oneself. The member's authtokens and API keys"
                            + " of this account end.")
    public void removeMember(UUID id) {
        members.remove(caller.identity(), id);
    }
}
