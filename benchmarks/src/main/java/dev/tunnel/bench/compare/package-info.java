/// The side-by-side: rounds, windows, rows.
@NullMarked
package dev.tunnel.bench.compare;

import org.jspecify.annotations.NullMarked;
