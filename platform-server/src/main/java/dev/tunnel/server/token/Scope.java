package dev.tunnel.server.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What an authtoken may open. A list that is absent allows everything, an empty one nothing.
///
/// @param subdomains labels, without the domain
/// @param ports single ports, `2000`, or ranges with both ends, `2000-2100`
/// @param kinds of tunnels: `http`, `tls`, `tcp`
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Scope", description = "An absent list allows everything, an empty one nothing")
public record Scope(
        @Size(max = 100)
                @Nullable
                        List<
                                @NotNull
                                @Pattern(
                                        regexp = Scope.LABEL,
                                        message = "must be a lower-case DNS label")
                                String>
                        subdomains,
        @Size(max = 100) @Nullable List<@NotNull @Ports String> ports,
        @Size(max = 3)
                @Nullable
                        List<
                                @NotNull
                                @Pattern(
                                        regexp = "http|tls|tcp",
                                        message = "must be http, tls or tcp")
                                String>
                        kinds) {
    /// Allows everything.
    public static final Scope ALL = new Scope(null, null, null);

    static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    public Scope {
        subdomains = subdomains == null ? null : List.copyOf(subdomains);
        ports = ports == null ? null : List.copyOf(ports);
        kinds = kinds == null ? null : List.copyOf(kinds);
    }

    /// Whether it may open tunnels of this kind: `http`, `tls` or `tcp`.
    public boolean allowsKind(String kind) {
        return kinds == null || kinds.contains(kind);
    }

    /// Whether a tunnel may have this label below the domain.
    public boolean allowsSubdomain(String label) {
        return subdomains == null || subdomains.contains(label);
    }

    /// Whether a tunnel may have this port.
    public boolean allowsPort(int port) {
        return ports == null
                || ports.stream().map(PortRange::parse).anyMatch(r -> r.contains(port));
    }
}
