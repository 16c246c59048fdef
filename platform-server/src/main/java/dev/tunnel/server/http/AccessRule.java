package dev.tunnel.server.http;

import dev.tunnel.server.http.Access.Credentials;
import dev.tunnel.server.http.Access.Role;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads [Access] off the resource method that a request was routed to, and the bearer off the
/// request. Method beats class, class beats default.
public final class AccessRule {
    private static final String SCHEME = "Bearer ";

    private AccessRule() {}

    /// The credentials that the method takes.
    public static Credentials of(ResourceInfo resource) {
        return access(resource)
                .map(Access::value)
                .orElse(administers(resource) ? Credentials.ADMIN : Credentials.USER);
    }

    /// What is for administrators is so without being said, too.
    private static boolean administers(ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        @Nullable Path path = type == null ? null : type.getAnnotation(Path.class);
        return path != null && path.value().startsWith("/api/v1/admin");
    }

    /// The role in the account that the method needs.
    ///
    /// @param reads whether the HTTP method changes nothing
    public static Role role(ResourceInfo resource, boolean reads) {
        return access(resource)
                .flatMap(access -> Arrays.stream(access.role()).findFirst())
                .orElse(reads ? Role.VIEWER : Role.MEMBER);
    }

    /// Whether the method takes an agent's authtoken in place of a user's credential.
    public static boolean agents(ResourceInfo resource) {
        return access(resource).map(Access::agents).orElse(false);
    }

    private static Optional<Access> access(ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        Class<?> type = resource.getResourceClass();
        if (method == null || type == null) {
            return Optional.empty();
        }
        @Nullable Access onMethod = method.getAnnotation(Access.class);
        return Optional.ofNullable(onMethod != null ? onMethod : type.getAnnotation(Access.class));
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
