package dev.tunnel.server.usage;

import dev.tunnel.server.caller.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What the account's tunnels carried.
@Path("/api/v1/usage")
@Produces({MediaType.APPLICATION_JSON, UsageCsv.TYPE})
@RunOnVirtualThread
@Tag(name = "usage")
public class UsageResource {
    private final UsageQueries usage;
    private final Caller caller;
    private final Clock clock;

    UsageResource(UsageQueries usage, Caller caller, Clock clock) {
        this.usage = usage;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Usage of the account")
    public Usage getUsage(@BeanParam UsageQuery query) {
        return usage.ofAccount(caller.account(), query.period(clock.instant()));
    }
}
