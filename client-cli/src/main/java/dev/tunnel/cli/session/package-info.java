/// The agent's session with an edge: sealed states, a pure transition function, the connection.
@NullMarked
package dev.tunnel.cli.session;

import org.jspecify.annotations.NullMarked;
