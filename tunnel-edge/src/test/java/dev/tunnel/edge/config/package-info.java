@NullMarked
package dev.tunnel.edge.config;

import org.jspecify.annotations.NullMarked;
