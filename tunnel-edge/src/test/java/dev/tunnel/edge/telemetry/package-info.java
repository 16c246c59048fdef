@NullMarked
package dev.tunnel.edge.telemetry;

import org.jspecify.annotations.NullMarked;
