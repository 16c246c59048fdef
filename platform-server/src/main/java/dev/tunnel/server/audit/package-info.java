/// The append-only record of every write.
@NullMarked
package dev.tunnel.server.audit;

import org.jspecify.annotations.NullMarked;
