/// Measures the product as it is run, beside the direct path and other tunnels.
@NullMarked
package dev.tunnel.bench;

import org.jspecify.annotations.NullMarked;
