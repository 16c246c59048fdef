/// Log lines as JSON, for machines that read logs.
@NullMarked
package dev.tunnel.edge.log;

import org.jspecify.annotations.NullMarked;
