/// Joins two channels: back-pressure, half-close, counts, one close rule. Only this package toggles
/// auto-read.
@NullMarked
package dev.tunnel.protocol.relay;

import org.jspecify.annotations.NullMarked;
