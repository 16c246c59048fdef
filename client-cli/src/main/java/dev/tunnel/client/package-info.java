/// Tunnels from within a Java program: the small public API that tests and tools use.
@NullMarked
package dev.tunnel.client;

import org.jspecify.annotations.NullMarked;
