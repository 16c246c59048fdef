package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

/// `POST /edge/v1/register`: an edge says what it is and where the public reaches it.
///
/// @param name the edge's name, unique on the platform
/// @param version the edge's software version
public record EdgeRegistration(String name, String version, EdgeAddress address) {
    public EdgeRegistration {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(address, "address");
    }
}
