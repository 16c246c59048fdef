@NullMarked
package dev.tunnel.edge.ingress.http;

import org.jspecify.annotations.NullMarked;
