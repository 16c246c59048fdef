package dev.tunnel.server.usage;

import dev.tunnel.server.http.Access;
import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What the whole server, one account or one edge carried.
@Path("/api/v1/admin/usage")
@Produces({MediaType.APPLICATION_JSON, UsageCsv.TYPE})
@Access(Credentials.ADMIN)
@RunOnVirtualThread
@Tag(name = "admin")
public class AdminUsageResource {
    private final UsageQueries usage;
    private final Clock clock;

    AdminUsageResource(UsageQueries usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Usage of the server",
            description = "Of all accounts together, or of one account or one edge.")
    public Usage getServerUsage(
            @BeanParam UsageQuery query,
            @QueryParam("accountId") @Parameter(description = "Of this account only")
                    @Nullable UUID accountId,
            @QueryParam("edgeId") @Parameter(description = "Of this edge only")
                    @Nullable UUID edgeId) {
        Period period = query.period(clock.instant());
        if (accountId != null && edgeId != null) {
            throw ProblemException.invalid("edgeId", "goes without accountId");
        }
        UUID one = accountId == null ? edgeId : accountId;
        return one == null ? usage.ofServer(period) : usage.ofAny(one, period);
    }
}
