package dev.tunnel.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A visitor's request, as the screen shows it.
///
/// @param status 0 while there is no answer
/// @param took absent while there is no answer
public record RequestLine(
        Instant at, String method, String path, int status, @Nullable Duration took) {}
