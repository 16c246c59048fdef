/// Programs that a measurement starts.
@NullMarked
package dev.tunnel.bench.process;

import org.jspecify.annotations.NullMarked;
