package dev.tunnel.cli.session;

import dev.tunnel.cli.config.HostPort;
import dev.tunnel.cli.config.PrivateCa;
import org.jspecify.annotations.Nullable;

/// Where to connect, and whom to trust there.
///
/// @param ca absent for the system's roots
record EdgeAddress(HostPort address, @Nullable PrivateCa ca) {}
