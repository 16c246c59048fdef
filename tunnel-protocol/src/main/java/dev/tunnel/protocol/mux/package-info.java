/// Our transport between agent and edge: many streams and control messages on one connection.
@NullMarked
package dev.tunnel.protocol.mux;

import org.jspecify.annotations.NullMarked;
