package dev.tunnel.api.edge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// `POST /edge/v1/register`: an edge says what it is and where the public reaches it.
///
/// @param name the edge's name, unique on the platform
/// @param version the edge's software version
/// @param contract the versions of the contract that the edge speaks; absent from edges that only
///   know the first
public record EdgeRegistration(
        String name, String version, EdgeAddress address, @Nullable ContractVersions contract) {
    public EdgeRegistration {
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        requireNonNull(address, "address");
    }
}
