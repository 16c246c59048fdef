/// Bounded in-memory rate limits.
@NullMarked
package dev.tunnel.server.limit;

import org.jspecify.annotations.NullMarked;
