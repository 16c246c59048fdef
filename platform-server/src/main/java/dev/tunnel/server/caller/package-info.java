/// Who is calling, and from where.
@NullMarked
package dev.tunnel.server.caller;

import org.jspecify.annotations.NullMarked;
