/// Micro-benchmarks: in the package of what they measure, which nobody else sees.
@NullMarked
package dev.tunnel.edge.ingress.http;

import org.jspecify.annotations.NullMarked;
