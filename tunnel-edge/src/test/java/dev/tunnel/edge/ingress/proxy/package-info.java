@NullMarked
package dev.tunnel.edge.ingress.proxy;

import org.jspecify.annotations.NullMarked;
