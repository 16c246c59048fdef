/// Where the public and agents reach the edges.
@NullMarked
package dev.tunnel.server.address;

import org.jspecify.annotations.NullMarked;
