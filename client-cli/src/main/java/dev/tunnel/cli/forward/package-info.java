/// A stream from the edge → a connection to the local service → relay.
@NullMarked
package dev.tunnel.cli.forward;

import org.jspecify.annotations.NullMarked;
