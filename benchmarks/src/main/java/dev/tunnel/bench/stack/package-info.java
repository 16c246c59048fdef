/// Our own platform, edge and agent as processes.
@NullMarked
package dev.tunnel.bench.stack;

import org.jspecify.annotations.NullMarked;
