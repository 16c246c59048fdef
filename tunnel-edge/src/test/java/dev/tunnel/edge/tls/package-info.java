@NullMarked
package dev.tunnel.edge.tls;

import org.jspecify.annotations.NullMarked;
