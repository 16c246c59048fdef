@NullMarked
package dev.tunnel.edge.ingress.tcp;

import org.jspecify.annotations.NullMarked;
