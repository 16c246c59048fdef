/// What accounts may use: the server's defaults, and what an administrator gave one account.
@NullMarked
package dev.tunnel.server.quota;

import org.jspecify.annotations.NullMarked;
