@NullMarked
package dev.tunnel.edge.agent.mux;

import org.jspecify.annotations.NullMarked;
