@NullMarked
package dev.tunnel.edge.ingress;

import org.jspecify.annotations.NullMarked;
