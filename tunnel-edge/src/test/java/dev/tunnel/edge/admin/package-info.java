@NullMarked
package dev.tunnel.edge.admin;

import org.jspecify.annotations.NullMarked;
