package dev.tunnel.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Metrics are for the operator's own network: to whoever comes by way of a proxy, such as the edge
/// that serves the platform to the world, there are none. Decided here and not in the proxy,
/// because only here it is certain which path a request means.
@Singleton
final class MetricsGate {
    private static final int FIRST = -2_000;
    private static final int NOT_FOUND = 404;

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(MetricsGate::check);
    }

    private static void check(RoutingContext context) {
        var headers = context.request().headers();
        boolean forwarded = headers.contains("X-Forwarded-For") || headers.contains("Forwarded");
        if (forwarded && context.normalizedPath().startsWith("/q/metrics")) {
            context.response().setStatusCode(NOT_FOUND).end();
        } else {
            context.next();
        }
    }
}
