/// Connections whose bytes are no business of the edge's: found a tunnel, given a stream, left to a
/// relay. What TCP ports and passed-through TLS have in common.
@NullMarked
package dev.tunnel.edge.ingress.raw;

import org.jspecify.annotations.NullMarked;
