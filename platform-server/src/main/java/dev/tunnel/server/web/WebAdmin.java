package dev.tunnel.server.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Serves the web admin, one page whose own router reads the path: what is no file and not the
/// API's is that page. Files under `/assets/` carry a hash of their content in their name.
@Singleton
final class WebAdmin {
    private static final int BEFORE_STATIC_RESOURCES = 1;
    private static final String PAGE = "/index.html";
    private static final String ASSETS = "/assets/";
    private static final List<String> NOT_PAGES = List.of("/api", "/edge", "/q");

    void install(@Observes Router router) {
        router.route()
                .order(BEFORE_STATIC_RESOURCES)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(WebAdmin::serve);
    }

    private static void serve(RoutingContext context) {
        String path = context.normalizedPath();
        if (NOT_PAGES.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"))) {
            context.next();
        } else if (path.equals("/") || exists(path)) {
            remember(context, path.startsWith(ASSETS));
            context.next();
        } else if (path.startsWith(ASSETS) || !exists(PAGE)) {
            context.next();
        } else {
            context.reroute(PAGE);
        }
    }

    /// In the last moment, because the handler that serves the file has an opinion of its own.
    private static void remember(RoutingContext context, boolean forEver) {
        String rule = forEver ? "public, max-age=31536000, immutable" : "no-cache";
        context.addHeadersEndHandler(
                _ -> context.response().putHeader(HttpHeaders.CACHE_CONTROL, rule));
    }

    private static boolean exists(String path) {
        return Thread.currentThread()
                        .getContextClassLoader()
                        .getResource("META-INF/resources" + path)
                != null;
    }
}
