/// The model that agents and public connections meet in: endpoints, tunnels, sessions, and the
/// interface [dev.tunnel.edge.tunnel.Agent] through which a stream to the local service is opened.
/// Knows Netty's `Channel`, no handler and no codec.
///
/// One thread, the *control* executor, changes sessions and tunnels; every event loop may read
/// them.
@NullMarked
package dev.tunnel.edge.tunnel;

import org.jspecify.annotations.NullMarked;
