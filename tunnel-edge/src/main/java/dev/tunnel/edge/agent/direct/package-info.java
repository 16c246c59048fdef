/// A service that the edge reaches without an agent: the platform's own pages.
@NullMarked
package dev.tunnel.edge.agent.direct;

import org.jspecify.annotations.NullMarked;
