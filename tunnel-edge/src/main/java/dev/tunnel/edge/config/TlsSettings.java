package dev.tunnel.edge.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The certificate of the HTTPS and agent ports.
///
/// @param certificate PEM chain given by the operator, with its `key`; both absent for an own CA
/// @param directory where the own CA and its wildcard certificate are kept
public record TlsSettings(@Nullable Path certificate, @Nullable Path key, Path directory) {}
