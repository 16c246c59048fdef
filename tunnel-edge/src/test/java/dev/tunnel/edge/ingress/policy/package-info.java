@NullMarked
package dev.tunnel.edge.ingress.policy;

import org.jspecify.annotations.NullMarked;
