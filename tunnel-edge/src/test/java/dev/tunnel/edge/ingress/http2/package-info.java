@NullMarked
package dev.tunnel.edge.ingress.http2;

import org.jspecify.annotations.NullMarked;
