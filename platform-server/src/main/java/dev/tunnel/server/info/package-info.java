/// What this server is, for everybody.
@NullMarked
package dev.tunnel.server.info;

import org.jspecify.annotations.NullMarked;
