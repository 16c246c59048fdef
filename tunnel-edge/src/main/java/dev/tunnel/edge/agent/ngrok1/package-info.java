/// Agents that speak the ngrok 1.x protocol: ngrok 1.7, ngrok-c, python-ngrok. A control connection
/// for each client, and a proxy connection for each visitor.
@NullMarked
package dev.tunnel.edge.agent.ngrok1;

import org.jspecify.annotations.NullMarked;
