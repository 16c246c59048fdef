/// What the edge asks of the platform, without ever blocking an event loop.
@NullMarked
package dev.tunnel.edge.platform;

import org.jspecify.annotations.NullMarked;
