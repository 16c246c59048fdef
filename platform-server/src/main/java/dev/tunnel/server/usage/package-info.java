/// What tunnels carried.
@NullMarked
package dev.tunnel.server.usage;

import org.jspecify.annotations.NullMarked;
