/// The ways from a visitor to a local service that are compared.
@NullMarked
package dev.tunnel.bench.subject;

import org.jspecify.annotations.NullMarked;
