package dev.tunnel.server.http;

import dev.tunnel.server.http.Access.Credentials;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads [Access] off the resource method that a request was routed to, and the bearer off the
/// request. Method beats class, class beats default.
public final class AccessRule {
    private static final String SCHEME = "Bearer ";

    private AccessRule() {}

    /// The credentials that the method takes.
    public static Credentials of(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        Class<?> type = resource.getResourceClass();
        if (method == null || type == null) {
            return Credentials.USER;
        }
        Access access = method.getAnnotation(Access.class);
        return access != null ? access.value() : of(type.getAnnotation(Access.class));
    }

    private static Credentials of(@Nullable Access onClass) {
        return onClass == null ? Credentials.USER : onClass.value();
    }

    /// The bearer of an `Authorization` header, empty when there is none.
    public static Optional<String> bearer(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String bearer = authorization.substring(SCHEME.length()).strip();
        return bearer.isEmpty() ? Optional.empty() : Optional.of(bearer);
    }
}
