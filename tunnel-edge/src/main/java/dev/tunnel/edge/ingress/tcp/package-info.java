/// TCP tunnels: a listener per port, each connection relayed to the agent.
@NullMarked
package dev.tunnel.edge.ingress.tcp;

import org.jspecify.annotations.NullMarked;
