@NullMarked
package dev.tunnel.edge.tunnel;

import org.jspecify.annotations.NullMarked;
