/// A small edge and platform for the agent's tests: the real protocol over real sockets, with
/// answers that the test gives.
@NullMarked
package dev.tunnel.cli.edge;

import org.jspecify.annotations.NullMarked;
