/// What makes the load and reads its figures.
@NullMarked
package dev.tunnel.bench.load;

import org.jspecify.annotations.NullMarked;
