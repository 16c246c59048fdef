/// The edge process: the object graph by hand, start, drain, stop.
@NullMarked
package dev.tunnel.edge;

import org.jspecify.annotations.NullMarked;
