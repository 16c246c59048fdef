@NullMarked
package dev.tunnel.edge.agent;

import org.jspecify.annotations.NullMarked;
