/// What the machine is, and what else runs on it.
@NullMarked
package dev.tunnel.bench.machine;

import org.jspecify.annotations.NullMarked;
