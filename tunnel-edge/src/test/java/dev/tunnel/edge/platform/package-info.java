@NullMarked
package dev.tunnel.edge.platform;

import org.jspecify.annotations.NullMarked;
