package dev.tunnel.cli.inspect.api;

import dev.tunnel.cli.inspect.AgentFacts;
import dev.tunnel.cli.inspect.capture.Captures;
import java.util.function.Supplier;

/// What the inspector works with.
///
/// @param token what the page proves itself with, of this process only
public record InspectorParts(
        Supplier<AgentFacts> agent,
        Captures captures,
        AgentControl control,
        Masking masking,
        String token) {}
