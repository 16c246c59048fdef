package dev.tunnel.cli.command;

import dev.tunnel.cli.config.TunnelDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// Where the tunnels of a running agent come from, so that they can be read again.
///
/// @param tunnels reads the file; fails with a [dev.tunnel.cli.config.ConfigException]
record Reload(Path file, Supplier<List<TunnelDefinition>> tunnels) {}
