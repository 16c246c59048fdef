package dev.tunnel.server.usage;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/// Which usage to show: a `@BeanParam`.
record UsageQuery(
        @QueryParam("from") @Parameter(description = "Inclusive; a day before `to` if absent")
                @Nullable Instant from,
        @QueryParam("to") @Parameter(description = "Exclusive; now if absent") @Nullable Instant to,
        @QueryParam("step") @DefaultValue("hour") Step step) {}
