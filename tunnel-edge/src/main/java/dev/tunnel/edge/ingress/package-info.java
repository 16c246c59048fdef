/// Public connections in: listeners, bounds on how many come in, and below it a package per kind of
/// tunnel.
@NullMarked
package dev.tunnel.edge.ingress;

import org.jspecify.annotations.NullMarked;
