/// Many connections or agents held open, and readers that stop.
@NullMarked
package dev.tunnel.bench.hold;

import org.jspecify.annotations.NullMarked;
