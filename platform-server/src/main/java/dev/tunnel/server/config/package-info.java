/// Settings of the process, and what it gets from the outside world: clock and randomness.
@NullMarked
package dev.tunnel.server.config;

import org.jspecify.annotations.NullMarked;
