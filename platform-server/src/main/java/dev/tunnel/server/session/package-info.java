/// Agents' sessions and their tunnels.
@NullMarked
package dev.tunnel.server.session;

import org.jspecify.annotations.NullMarked;
