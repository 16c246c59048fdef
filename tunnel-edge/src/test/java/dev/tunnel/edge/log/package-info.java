@NullMarked
package dev.tunnel.edge.log;

import org.jspecify.annotations.NullMarked;
