package dev.tunnel.cli.session;

import dev.tunnel.cli.config.TunnelDefinition;
import dev.tunnel.cli.forward.Traffic;
import java.util.List;

/// A tunnel as others see it.
///
/// @param open whether visitors reach it now
/// @param urls its public URLs, the last known while it is not open
public record TunnelView(
        String name,
        TunnelDefinition definition,
        boolean open,
        List<String> urls,
        Traffic traffic) {}
