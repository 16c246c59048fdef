/// Counters, and the journal that keeps usage until the platform has counted it.
@NullMarked
package dev.tunnel.edge.telemetry;

import org.jspecify.annotations.NullMarked;
