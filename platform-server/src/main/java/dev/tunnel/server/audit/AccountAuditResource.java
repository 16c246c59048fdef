package dev.tunnel.server.audit;

import dev.tunnel.server.caller.Caller;
import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
import dev.tunnel.server.http.Page;
import dev.tunnel.server.http.PageRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What happened in the account, for those who manage it.
@Path("/api/v1/account/audit")
@Access(value = Credentials.USER, role = Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "account")
public class AccountAuditResource {
    private final AuditQueries queries;
    private final Caller caller;

    AccountAuditResource(AuditQueries queries, Caller caller) {
        this.queries = queries;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Read the account's audit log",
            description = "Of other accounts nothing is shown, whatever is asked for.")
    public Page<AuditView> listAccountAudit(
            @BeanParam @Valid AuditFilter filter,
            @QueryParam("sort")
                    @Parameter(
                            description = "By what, - for backwards; newest first otherwise",
                            schema = @Schema(enumeration = {"at", "-at"}))
                    @Nullable String sort,
            @BeanParam @Valid PageRequest page) {
        return queries.page(filter.of(caller.account()), sort, page);
    }
}
