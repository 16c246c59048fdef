/// The contract with edges, `/edge/v1`: who an edge is, its lease, and what it is told.
@NullMarked
package dev.tunnel.server.edge;

import org.jspecify.annotations.NullMarked;
