package dev.tunnel.server.usage;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets `?format=csv` ask for what `Accept: text/csv` asks for: a link can.
final class CsvOnDemand {
    private static final Pattern USAGE =
            Pattern.compile("/api/v1/(admin/)?usage|/api/v1/tunnels/[^/]+/metrics");

    @ServerRequestFilter(preMatching = true)
    void prefer(ContainerRequestContext request) {
        String format = request.getUriInfo().getQueryParameters().getFirst("format");
        if ("csv".equals(format) && USAGE.matcher(request.getUriInfo().getPath()).matches()) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, UsageCsv.TYPE);
        }
    }
}
