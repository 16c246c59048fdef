@NullMarked
package dev.tunnel.edge;

import org.jspecify.annotations.NullMarked;
