@NullMarked
package dev.tunnel.edge.acme;

import org.jspecify.annotations.NullMarked;
