/// Control messages of the mux transport, JSON on the wire.
@NullMarked
package dev.tunnel.protocol.message;

import org.jspecify.annotations.NullMarked;
