package dev.tunnel.server.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which methods a path takes: what `Allow` says with a 405, which the framework leaves out.
@Singleton
final class Routes {
    private record Route(Pattern path, String method) {}

    private final List<Route> routes = new ArrayList<>();

    Routes(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .forEach(this::add);
    }

    /// The methods, in order, separated by commas.
    String allowed(String path) {
        TreeSet<String> methods =
                routes.stream()
                        .filter(route -> route.path().matcher(path).matches())
                        .map(Route::method)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return String.join(", ", methods);
    }

    private void add(Class<?> resource) {
        String root = path(resource.getAnnotation(Path.class));
        for (Method method : resource.getDeclaredMethods()) {
            verb(method)
                    .ifPresent(verb -> {
                        String path = root + path(method.getAnnotation(Path.class));
                        String pattern =
                                Arrays.stream(path.split("/", -1))
                                        .filter(part -> !part.isEmpty())
                                        .map(part ->
                                                part.startsWith("{")
                                                        ? "[^/]+"
                                                        : Pattern.quote(part))
                                        .collect(Collectors.joining("/", "/", "/?"));
                        routes.add(new Route(Pattern.compile(pattern), verb));
                    });
        }
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(@Nullable Path path) {
        return path == null ? "" : "/" + path.value();
    }
}
