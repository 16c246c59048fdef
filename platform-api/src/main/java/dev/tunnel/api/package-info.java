/// Records that cross REST between platform, edge and CLI. JDK and JSpecify only.
@NullMarked
package dev.tunnel.api;

import org.jspecify.annotations.NullMarked;
